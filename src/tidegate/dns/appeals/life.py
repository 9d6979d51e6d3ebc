"""An appeal's life: opened by an owner's claim, with a moment by which it is answered; accepted or rejected; and where
it was accepted, released by each registry and resolver in turn.

An accepted appeal makes an exemption and withdraws a taking, so every later list lets the name go: a delta withdraws
it. The record says who confirmed when that it is released. susam.in was taken wrongly in November 2019 and nobody in
charge noticed for three days: so the clock is short, and what runs out is an alert.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from tidegate.dns.collisions import exemptions, takings
from tidegate.dns.collisions.finding import days_of
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.names.domain import normalise
from tidegate.operation.model import Operation
from tidegate.store import Draft, Event, Home, Projection, Records
from tidegate.store.events import stamp
from tidegate.store.projection import METADATA

OPENED, ACCEPTED, REJECTED, RELEASED = "appeal.opened", "appeal.accepted", "appeal.rejected", "appeal.released"


class State(StrEnum):
    """What became of an appeal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Release:
    """`by` (a registry of the playbook, or a resolver) confirmed at `at` (UTC) that the name is released."""

    by: str
    at: datetime
    note: str


@dataclass(frozen=True)
class Appeal:
    """A claim on the record. `asked` are the registries that were asked to act on the name when it was opened; they
    have to confirm its release. Moments are UTC."""

    name: str
    state: State
    contact: str
    reason: str
    asked: tuple[str, ...]
    opened_by: str
    opened_at: datetime
    due: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision: str | None
    releases: tuple[Release, ...]

    def is_overdue(self, now: datetime) -> bool:
        """Whether it is still unanswered though its time is over."""
        return self.state is State.OPEN and now > self.due

    @property
    def awaiting(self) -> list[str]:
        """The registries that have still to confirm the release."""
        confirmed = {release.by for release in self.releases}
        return [by for by in self.asked if by not in confirmed] if self.state is State.ACCEPTED else []


APPEALS = sa.Table(
    "appeals",
    METADATA,
    sa.Column("operation", sa.String, primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("contact", sa.String, nullable=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("asked", sa.JSON, nullable=False),
    sa.Column("opened_by", sa.String, nullable=False),
    sa.Column("opened_at", sa.String, nullable=False),
    sa.Column("due", sa.String, nullable=False),
    sa.Column("decided_by", sa.String),
    sa.Column("decided_at", sa.String),
    sa.Column("decision", sa.String),
    sa.Column("releases", sa.JSON, nullable=False),
)


def rows(records: Records, operation: str) -> list[Appeal]:
    """The operation's appeals, what is due first."""
    found = [_appeal(row) for row in records.rows(PROJECTION, APPEALS.c.operation == operation)]
    return sorted(found, key=lambda appeal: (appeal.state is not State.OPEN, appeal.due, appeal.name))


def get(records: Records, operation: str, name: str) -> Appeal:
    """The newest appeal for `name`; UnknownNameError lists those there are."""
    known = {appeal.name: appeal for appeal in rows(records, operation)}
    if normalise(name) not in known:
        raise UnknownNameError("appeal", normalise(name), known)
    return known[normalise(name)]


def open_appeal(
    home: Home,
    operation: Operation,
    name: str,
    contact: str,
    reason: str,
    actor: str,
    asked: Collection[str] = (),
    hours: float | None = None,
) -> Appeal:
    """Put the claim on `name` on the record; an answer is due in `hours`, or else in the playbook's `appeal_hours`.

    TidegateError where the name is no rendezvous, or has an open appeal.
    """
    wanted = normalise(name)
    if not days_of(home.lake, operation.name, wanted):
        raise TidegateError(f"{wanted} is no rendezvous of {operation.name}: nothing is asked of anybody for it")
    if any(each.name == wanted and each.state is State.OPEN for each in rows(home.records, operation.name)):
        raise TidegateError(f"an appeal for {wanted} is open already: decide that first")
    due = home.now() + timedelta(hours=operation.playbook.thresholds.appeal_hours if hours is None else hours)
    said = {"contact": _said(contact, "contact"), "reason": _said(reason, "reason")}
    body = {"name": wanted, **said, "asked": sorted(asked), "due": stamp(due)}
    home.records.append(actor, [Draft(OPENED, operation.name, body)])
    return get(home.records, operation.name, wanted)


def accept(home: Home, operation: Operation, name: str, reason: str, actor: str) -> Appeal:
    """Give the name back: from now on it is exempt, and no longer taken."""
    appeal = _open(home.records, operation.name, name)
    why = f"appeal accepted: {_said(reason, 'reason')}"
    proposal = exemptions.Proposal(appeal.name, days_of(home.lake, operation.name, appeal.name), f"appeal: {reason}")
    exemptions.propose(home.records, operation.name, [proposal], actor)
    if appeal.name not in exemptions.accepted(home.records, operation.name):
        exemptions.accept(home.records, operation.name, appeal.name, actor, why)
    standing = {row.name for row in takings.rows(home.records, operation.name) if row.state is not _GONE}
    if appeal.name in standing:
        takings.withdraw(home.records, operation, appeal.name, why, actor)
    return _put(home.records, operation.name, ACCEPTED, appeal.name, actor, reason=reason.strip())


def reject(home: Home, operation: Operation, name: str, reason: str, actor: str) -> Appeal:
    """Answer no. The owner can appeal again."""
    appeal = _open(home.records, operation.name, name)
    return _put(home.records, operation.name, REJECTED, appeal.name, actor, reason=_said(reason, "reason"))


def released(home: Home, operation: Operation, name: str, by: str, actor: str, note: str = "") -> Appeal:
    """Put on the record that `by`, a registry or a resolver, confirms that the name is released."""
    appeal = get(home.records, operation.name, name)
    if appeal.state is not State.ACCEPTED:
        raise TidegateError(f"the appeal for {appeal.name} is {appeal.state}: only what is given back is released")
    if by in {release.by for release in appeal.releases}:
        raise TidegateError(f"{by} has confirmed the release of {appeal.name} already")
    return _put(home.records, operation.name, RELEASED, appeal.name, actor, by=_said(by, "--by"), note=note.strip())


_GONE = takings.State.WITHDRAWN


def _open(records: Records, operation: str, name: str) -> Appeal:
    appeal = get(records, operation, name)
    if appeal.state is not State.OPEN:
        raise TidegateError(f"the appeal for {appeal.name} was {appeal.state} already, by {appeal.decided_by}")
    return appeal


def _said(text: str, what: str) -> str:
    if not text.strip():
        raise TidegateError(f"an appeal needs a {what}" if what != "--by" else "say who confirms the release")
    return text.strip()


def _put(records: Records, operation: str, kind: str, name: str, actor: str, **body: str) -> Appeal:
    records.append(actor, [Draft(kind, operation, {"name": name, **body})])
    return get(records, operation, name)


def _appeal(row: sa.Row[tuple[Any, ...]]) -> Appeal:
    values = row._asdict()
    del values["operation"]
    for key in ("opened_at", "due", "decided_at"):
        values[key] = datetime.fromisoformat(values[key]) if values[key] else None
    releases = tuple(Release(by, datetime.fromisoformat(at), note) for by, at, note in row.releases)
    return Appeal(**{**values, "state": State(row.state), "asked": tuple(row.asked), "releases": releases})


def _mine(event: Event) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return APPEALS.c.operation == event.operation, APPEALS.c.name == event.body["name"]


def _on_opened(connection: sa.Connection, event: Event) -> None:
    connection.execute(sa.delete(APPEALS).where(*_mine(event)))
    row = {**event.body, "operation": event.operation, "state": State.OPEN, "releases": []}
    row |= {"opened_by": event.actor, "opened_at": event.at.isoformat()}
    connection.execute(sa.insert(APPEALS).values(row))


def _on_decided(connection: sa.Connection, event: Event) -> None:
    state = State.ACCEPTED if event.kind == ACCEPTED else State.REJECTED
    decided = {"decided_by": event.actor, "decided_at": event.at.isoformat(), "decision": event.body["reason"]}
    connection.execute(sa.update(APPEALS).where(*_mine(event)).values({"state": state, **decided}))


def _on_released(connection: sa.Connection, event: Event) -> None:
    before = connection.execute(sa.select(APPEALS.c.releases).where(*_mine(event))).scalar_one()
    release = [event.body["by"], event.at.isoformat(), event.body["note"]]
    connection.execute(sa.update(APPEALS).where(*_mine(event)).values(releases=[*before, release]))


_ON = {OPENED: _on_opened, ACCEPTED: _on_decided, REJECTED: _on_decided, RELEASED: _on_released}
PROJECTION = Projection(APPEALS, version=1, on=_ON)
