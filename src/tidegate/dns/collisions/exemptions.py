"""Exemptions: rendezvous that are somebody's real names, and the recorded decision to leave them alone.

A proposal comes from the collisions or from a person, and a person accepts or rejects it. Nothing is ever dropped: a
decision can be turned round, with its reason, and new evidence opens a rejected proposal again. A public suffix is
exempt by rule, since blocking it would take everything below it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from tidegate.errors import TidegateError, UnknownNameError
from tidegate.names.domain import normalise
from tidegate.names.suffixes import is_public_suffix
from tidegate.store import Draft, Event, Projection, Records
from tidegate.store.projection import METADATA

PROPOSED, ACCEPTED, REJECTED = "exemption.proposed", "exemption.accepted", "exemption.rejected"


class State(StrEnum):
    """What became of a proposal."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Proposal:
    """Leave `name` alone, which the forecast has on `days`, because of `reason`."""

    name: str
    days: tuple[date, ...]
    reason: str


@dataclass(frozen=True)
class Exemption:
    """A proposal on the record: every day and reason it was ever proposed for, and who decided what, when and why."""

    name: str
    state: State
    days: tuple[date, ...]
    reasons: tuple[str, ...]
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision: str | None


EXEMPTIONS = sa.Table(
    "exemptions",
    METADATA,
    sa.Column("operation", sa.String, primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("days", sa.JSON, nullable=False),
    sa.Column("reasons", sa.JSON, nullable=False),
    sa.Column("proposed_by", sa.String, nullable=False),
    sa.Column("proposed_at", sa.String, nullable=False),
    sa.Column("decided_by", sa.String),
    sa.Column("decided_at", sa.String),
    sa.Column("decision", sa.String),
)


def rows(records: Records, operation: str, state: str | None = None) -> list[Exemption]:
    """The operation's exemptions, by first day and name; those in `state` only, where it is given."""
    where = [EXEMPTIONS.c.operation == operation]
    if state is not None:
        where.append(EXEMPTIONS.c.state == _state(state))
    found = [_exemption(row) for row in records.rows(PROJECTION, *where)]
    return sorted(found, key=lambda exemption: (exemption.days[:1] or (date.max,), exemption.name))


def accepted(records: Records, operation: str) -> set[str]:
    """The names that nobody may be asked to touch."""
    return {exemption.name for exemption in rows(records, operation, State.ACCEPTED)}


def get(records: Records, operation: str, name: str) -> Exemption:
    """The exemption of `name`; UnknownNameError lists the names there are."""
    known = {exemption.name: exemption for exemption in rows(records, operation)}
    wanted = normalise(name)
    if wanted not in known:
        raise UnknownNameError("exemption", wanted, known)
    return known[wanted]


def propose(records: Records, operation: str, proposals: Iterable[Proposal], actor: str) -> list[str]:
    """Put on the record what `proposals` say that it does not have yet; returns the names this concerns, in order.

    A proposal for a public suffix is accepted in the same breath.
    """
    known = {exemption.name: exemption for exemption in rows(records, operation)}
    new = [proposal for proposal in map(_checked, proposals) if _says_more(proposal, known.get(proposal.name))]
    drafts = [draft for proposal in new for draft in _drafts(operation, proposal, known.get(proposal.name))]
    if drafts:
        records.append(actor, drafts)
    return list(dict.fromkeys(proposal.name for proposal in new))


def accept(records: Records, operation: str, name: str, actor: str, reason: str = "") -> Exemption:
    """Accept the proposal for `name`: from now on no block list holds it."""
    return _decide(records, operation, name, State.ACCEPTED, actor, reason)


def reject(records: Records, operation: str, name: str, actor: str, reason: str) -> Exemption:
    """Reject the proposal for `name`, or take an accepted one back. A public suffix cannot be rejected."""
    if not reason.strip():
        raise TidegateError("a rejection needs a reason")
    if is_public_suffix(normalise(name)):
        raise TidegateError(f"{normalise(name)} is a public suffix: blocking it would take every name below it")
    return _decide(records, operation, name, State.REJECTED, actor, reason)


def _decide(records: Records, operation: str, name: str, state: State, actor: str, reason: str) -> Exemption:
    exemption = get(records, operation, name)
    if exemption.state is state:
        raise TidegateError(f"{exemption.name} was {state} already, by {exemption.decided_by}")
    kind = ACCEPTED if state is State.ACCEPTED else REJECTED
    records.append(actor, [Draft(kind, operation, {"name": exemption.name, "reason": reason})])
    return get(records, operation, name)


def _checked(proposal: Proposal) -> Proposal:
    if not proposal.reason.strip():
        raise TidegateError(f"the proposal for {proposal.name} needs a reason")
    return Proposal(normalise(proposal.name), proposal.days, proposal.reason)


def _says_more(proposal: Proposal, known: Exemption | None) -> bool:
    return known is None or proposal.reason not in known.reasons or not set(proposal.days) <= set(known.days)


def _drafts(operation: str, proposal: Proposal, known: Exemption | None) -> list[Draft]:
    days = [day.isoformat() for day in proposal.days]
    drafts = [Draft(PROPOSED, operation, {"name": proposal.name, "days": days, "reason": proposal.reason})]
    if is_public_suffix(proposal.name) and (known is None or known.state is not State.ACCEPTED):
        drafts.append(Draft(ACCEPTED, operation, {"name": proposal.name, "reason": "a public suffix is always exempt"}))
    return drafts


def _state(text: str) -> State:
    try:
        return State(text)
    except ValueError:
        raise UnknownNameError("state of an exemption", text, State) from None


def _exemption(row: sa.Row[tuple[Any, ...]]) -> Exemption:
    return Exemption(
        name=row.name,
        state=State(row.state),
        days=tuple(date.fromisoformat(day) for day in row.days),
        reasons=tuple(row.reasons),
        proposed_by=row.proposed_by,
        proposed_at=datetime.fromisoformat(row.proposed_at),
        decided_by=row.decided_by,
        decided_at=datetime.fromisoformat(row.decided_at) if row.decided_at else None,
        decision=row.decision,
    )


def _mine(event: Event) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return EXEMPTIONS.c.operation == event.operation, EXEMPTIONS.c.name == event.body["name"]


def _proposed(connection: sa.Connection, event: Event) -> None:
    body = event.body
    known = connection.execute(sa.select(EXEMPTIONS).where(*_mine(event))).first()
    if known is None:
        row = {
            "operation": event.operation,
            "name": body["name"],
            "state": State.PROPOSED,
            "days": sorted(body["days"]),
        }
        proposed = {"reasons": [body["reason"]], "proposed_by": event.actor, "proposed_at": event.at.isoformat()}
        connection.execute(sa.insert(EXEMPTIONS).values({**row, **proposed}))
        return
    is_news = body["reason"] not in known.reasons
    values = {
        "days": sorted({*known.days, *body["days"]}),
        "reasons": [*known.reasons, *([body["reason"]] if is_news else [])],
        "state": State.PROPOSED if is_news and known.state == State.REJECTED else known.state,
    }
    connection.execute(sa.update(EXEMPTIONS).where(*_mine(event)).values(values))


def _decided(connection: sa.Connection, event: Event) -> None:
    state = State.ACCEPTED if event.kind == ACCEPTED else State.REJECTED
    decided = {"decided_by": event.actor, "decided_at": event.at.isoformat(), "decision": event.body["reason"]}
    connection.execute(sa.update(EXEMPTIONS).where(*_mine(event)).values({"state": state, **decided}))


PROJECTION = Projection(EXEMPTIONS, version=1, on={PROPOSED: _proposed, ACCEPTED: _decided, REJECTED: _decided})
