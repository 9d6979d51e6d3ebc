"""Takings: to hold or transfer a name that somebody has registered. One member proposes, another confirms.

In between ICANN's five questions are answered on the record. Only a confirmed taking lets a registered name onto a
list, and it can be withdrawn at any time. The projection itself applies the rule, so that no event, however it came
into the log, makes a taking that one person alone decided.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from tidegate.dns.collisions.questions import QUESTIONS
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.names.domain import normalise
from tidegate.names.suffixes import is_public_suffix
from tidegate.operation import clearance
from tidegate.operation.model import Operation
from tidegate.policy import Action, require
from tidegate.store import Draft, Event, Projection, Records
from tidegate.store.projection import METADATA

PROPOSED, ANSWERED = "taking.proposed", "taking.answered"
CONFIRMED, WITHDRAWN = "taking.confirmed", "taking.withdrawn"


class Means(StrEnum):
    """What is done with a registered name."""

    HOLD = "hold"
    TRANSFER = "transfer"


class State(StrEnum):
    """How far a taking has come."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Taking:
    """A proposal to take `name`, the answers given (question's key -> text), and who confirmed it. Moments are UTC."""

    name: str
    means: Means
    state: State
    reason: str
    proposed_by: str
    proposed_at: datetime
    answers: Mapping[str, str]
    confirmed_by: str | None
    confirmed_at: datetime | None
    note: str

    @property
    def unanswered(self) -> list[str]:
        """The questions that are still open, by their keys."""
        return [question for question in QUESTIONS if question not in self.answers]


TAKINGS = sa.Table(
    "takings",
    METADATA,
    sa.Column("operation", sa.String, primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("means", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("proposed_by", sa.String, nullable=False),
    sa.Column("proposed_at", sa.String, nullable=False),
    sa.Column("answers", sa.JSON, nullable=False),
    sa.Column("confirmed_by", sa.String),
    sa.Column("confirmed_at", sa.String),
    sa.Column("note", sa.String, nullable=False),
)


def rows(records: Records, operation: str) -> list[Taking]:
    """The operation's takings, by name."""
    return [_taking(row) for row in records.rows(PROJECTION, TAKINGS.c.operation == operation)]


def confirmed(records: Records, operation: str) -> dict[str, str]:
    """The names that two persons decided to take, each with how: hold or transfer."""
    return {row.name: str(row.means) for row in rows(records, operation) if row.state is State.CONFIRMED}


def get(records: Records, operation: str, name: str) -> Taking:
    """The taking of `name`; UnknownNameError lists those there are."""
    known = {row.name: row for row in rows(records, operation)}
    if normalise(name) not in known:
        raise UnknownNameError("taking", normalise(name), known)
    return known[normalise(name)]


def propose(records: Records, operation: Operation, name: str, means: Means, reason: str, actor: str) -> Taking:
    """Propose to take `name`; what was answered for an earlier proposal does not count for this one."""
    wanted = _allowed(records, operation, name, actor)
    if is_public_suffix(wanted):
        raise TidegateError(f"{wanted} is a public suffix: taking it would take every name below it")
    if any(row.name == wanted and row.state is not State.WITHDRAWN for row in rows(records, operation.name)):
        raise TidegateError(f"the taking of {wanted} is proposed already: withdraw that first")
    return _put(records, operation, PROPOSED, wanted, actor, means=str(means), reason=_said(reason, "a proposal"))


def answer(records: Records, operation: Operation, name: str, question: str, text: str, actor: str) -> Taking:
    """Answer one of the five questions for the proposal to take `name`; a later answer stands for an earlier one."""
    wanted = _allowed(records, operation, name, actor)
    if question not in QUESTIONS:
        raise UnknownNameError("question", question, QUESTIONS)
    _proposed(records, operation, wanted)
    return _put(records, operation, ANSWERED, wanted, actor, question=question, text=_said(text, "an answer"))


def confirm(records: Records, operation: Operation, name: str, actor: str) -> Taking:
    """Confirm the proposal to take `name`. TidegateError unless another cleared member proposed it, and all five
    questions are answered."""
    wanted = _allowed(records, operation, name, actor)
    taking = _proposed(records, operation, wanted)
    if actor == taking.proposed_by:
        raise TidegateError(f"{actor} proposed to take {wanted}: another member has to confirm it")
    if taking.unanswered:
        raise TidegateError(f"nobody has answered for {wanted}: {', '.join(taking.unanswered)}")
    _allowed(records, operation, name, taking.proposed_by)
    return _put(records, operation, CONFIRMED, wanted, actor)


def withdraw(records: Records, operation: Operation, name: str, reason: str, actor: str) -> Taking:
    """Withdraw the taking of `name`: no list takes it any more. One member is enough for that."""
    wanted = _allowed(records, operation, name, actor)
    if get(records, operation.name, wanted).state is State.WITHDRAWN:
        raise TidegateError(f"the taking of {wanted} was withdrawn already")
    return _put(records, operation, WITHDRAWN, wanted, actor, reason=_said(reason, "a withdrawal"))


def _allowed(records: Records, operation: Operation, name: str, actor: str) -> str:
    """The canonical `name`; NotAllowedError where `actor` may not decide in this operation."""
    require(clearance.viewer(records, actor), Action.DECIDE, operation.label, f"the takings of {operation.name}")
    return normalise(name)


def _proposed(records: Records, operation: Operation, name: str) -> Taking:
    taking = get(records, operation.name, name)
    if taking.state is not State.PROPOSED:
        raise TidegateError(f"the taking of {name} was {taking.state} already")
    return taking


def _said(text: str, what: str) -> str:
    if not text.strip():
        raise TidegateError(f"{what} needs words")
    return text.strip()


def _put(records: Records, operation: Operation, kind: str, name: str, actor: str, **body: str) -> Taking:
    records.append(actor, [Draft(kind, operation.name, {"name": name, **body})])
    return get(records, operation.name, name)


def _taking(row: sa.Row[tuple[Any, ...]]) -> Taking:
    values = row._asdict()
    del values["operation"]
    values |= {"means": Means(row.means), "state": State(row.state)}
    values["proposed_at"] = datetime.fromisoformat(row.proposed_at)
    values["confirmed_at"] = datetime.fromisoformat(row.confirmed_at) if row.confirmed_at else None
    return Taking(**values)


def _mine(event: Event) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return TAKINGS.c.operation == event.operation, TAKINGS.c.name == event.body["name"]


def _known(connection: sa.Connection, event: Event) -> sa.Row[Any] | None:
    return connection.execute(sa.select(TAKINGS).where(*_mine(event), TAKINGS.c.state == State.PROPOSED)).first()


def _change(connection: sa.Connection, event: Event, **values: Any) -> None:
    connection.execute(sa.update(TAKINGS).where(*_mine(event)).values(values))


def _on_proposed(connection: sa.Connection, event: Event) -> None:
    connection.execute(sa.delete(TAKINGS).where(*_mine(event)))
    row = {**event.body, "operation": event.operation, "state": State.PROPOSED, "answers": {}, "note": ""}
    row |= {"proposed_by": event.actor, "proposed_at": event.at.isoformat()}
    connection.execute(sa.insert(TAKINGS).values(row))


def _on_answered(connection: sa.Connection, event: Event) -> None:
    known = _known(connection, event)
    if known is not None:
        _change(connection, event, answers={**known.answers, event.body["question"]: event.body["text"]})


def _on_confirmed(connection: sa.Connection, event: Event) -> None:
    known = _known(connection, event)
    if known is not None and known.proposed_by != event.actor and set(QUESTIONS) <= set(known.answers):
        at = event.at.isoformat()
        _change(connection, event, state=State.CONFIRMED, confirmed_by=event.actor, confirmed_at=at)


def _on_withdrawn(connection: sa.Connection, event: Event) -> None:
    _change(connection, event, state=State.WITHDRAWN, note=event.body["reason"])


_ON = {PROPOSED: _on_proposed, ANSWERED: _on_answered, CONFIRMED: _on_confirmed, WITHDRAWN: _on_withdrawn}
PROJECTION = Projection(TAKINGS, version=1, on=_ON)
