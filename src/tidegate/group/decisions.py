"""Decisions by lazy consensus: a proposal stands until its deadline, and is taken unless somebody objected.

Somebody who objected is heard: the proposal is dead then, and a better one can be made. Source of the practice: the
Apache Software Foundation's voting rules ("lazy consensus"); the deadline and the record are ours.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from tidegate.errors import TidegateError, UnknownNameError
from tidegate.group.labelled import columns, read, written
from tidegate.operation.model import Operation
from tidegate.policy import Label, strictest
from tidegate.store import Draft, Event, Projection, Records
from tidegate.store.events import stamp
from tidegate.store.projection import METADATA

PROPOSED, OBJECTED, TAKEN = "decision.proposed", "decision.objected", "decision.taken"


class State(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    DUE = "due"  # its deadline has passed and nobody objected: it can be taken
    OBJECTED = "objected"
    TAKEN = "taken"


@dataclass(frozen=True)
class Objection:
    """Who objected, when (UTC) and why."""

    member: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Decision:
    """A proposal on the record, and what became of it. Moments are UTC; the subgroup is "" where it is everybody's."""

    id: str
    text: str
    subgroup: str
    label: Label
    proposed_by: str
    proposed_at: datetime
    deadline: datetime
    objections: tuple[Objection, ...]
    taken_by: str | None
    taken_at: datetime | None

    def state(self, now: datetime) -> State:
        """Where it stands at the moment `now`."""
        if self.taken_at is not None:
            return State.TAKEN
        if self.objections:
            return State.OBJECTED
        return State.DUE if now >= self.deadline else State.OPEN


DECISIONS = sa.Table(
    "decisions",
    METADATA,
    sa.Column("operation", sa.String, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("text", sa.String, nullable=False),
    sa.Column("subgroup", sa.String, nullable=False),
    *columns(),
    sa.Column("proposed_by", sa.String, nullable=False),
    sa.Column("proposed_at", sa.String, nullable=False),
    sa.Column("deadline", sa.String, nullable=False),
    sa.Column("objections", sa.JSON, nullable=False),
    sa.Column("taken_by", sa.String),
    sa.Column("taken_at", sa.String),
)


def rows(records: Records, operation: str) -> list[Decision]:
    """The operation's decisions, in the order of their proposal."""
    return [_decision(row) for row in records.rows(PROJECTION, DECISIONS.c.operation == operation)]


def get(records: Records, operation: str, id: str) -> Decision:
    """The decision called `id` (`D1`); UnknownNameError lists those there are."""
    known = {decision.id: decision for decision in rows(records, operation)}
    if id.upper() not in known:
        raise UnknownNameError("decision", id, known)
    return known[id.upper()]


def propose(
    records: Records,
    operation: Operation,
    text: str,
    *,
    now: datetime,
    deadline: datetime,
    actor: str,
    subgroup: str = "",
    label: Label | None = None,
) -> Decision:
    """Propose `text`, to be taken after `deadline` unless somebody objects.

    A proposal carries the operation's label, or with `label` the strictest of both.
    """
    if not text.strip():
        raise TidegateError("a proposal needs a text")
    if deadline <= now:
        raise TidegateError(f"the deadline {deadline:%Y-%m-%d %H:%M} UTC has passed already")
    if subgroup and subgroup not in operation.playbook.subgroups:
        raise UnknownNameError("subgroup", subgroup, operation.playbook.subgroups)
    carried = strictest([operation.label, label or operation.label])
    body = {"text": text.strip(), "subgroup": subgroup, "deadline": stamp(deadline), **written(carried)}
    (event,) = records.append(actor, [Draft(PROPOSED, operation.name, body)])
    number = sum(other.seq <= event.seq for other in records.events(operation.name, {PROPOSED}))
    return get(records, operation.name, _id(number))


def object_to(records: Records, operation: str, id: str, reason: str, actor: str) -> Decision:
    """Object to a proposal that is not taken yet; the reason is what a better proposal begins with."""
    decision = get(records, operation, id)
    if not reason.strip():
        raise TidegateError("an objection needs a reason")
    if decision.taken_at is not None:
        raise TidegateError(f"decision {decision.id} was taken already, by {decision.taken_by}; propose another")
    records.append(actor, [Draft(OBJECTED, operation, {"decision": decision.id, "reason": reason.strip()})])
    return get(records, operation, decision.id)


def take(records: Records, operation: str, id: str, now: datetime, actor: str) -> Decision:
    """Take the decision, once its deadline has passed at `now` and nobody objected; TidegateError otherwise."""
    decision = get(records, operation, id)
    refusal = _refusal(decision, now)
    if refusal:
        raise TidegateError(f"decision {decision.id} cannot be taken: {refusal}")
    records.append(actor, [Draft(TAKEN, operation, {"decision": decision.id})])
    return get(records, operation, decision.id)


def _refusal(decision: Decision, now: datetime) -> str | None:
    match decision.state(now):
        case State.TAKEN:
            return f"{decision.taken_by} took it already"
        case State.OBJECTED:
            first = decision.objections[0]
            return f"{first.member} objected: {first.reason}"
        case State.OPEN:
            return f"members may object until {decision.deadline:%Y-%m-%d %H:%M} UTC"
        case State.DUE:
            return None


def _id(number: int) -> str:
    return f"D{number}"


def _decision(row: sa.Row[tuple[Any, ...]]) -> Decision:
    return Decision(
        id=_id(row.number),
        text=row.text,
        subgroup=row.subgroup,
        label=read(row._asdict()),
        proposed_by=row.proposed_by,
        proposed_at=datetime.fromisoformat(row.proposed_at),
        deadline=datetime.fromisoformat(row.deadline),
        objections=tuple(
            Objection(member, datetime.fromisoformat(at), reason) for member, at, reason in row.objections
        ),
        taken_by=row.taken_by,
        taken_at=datetime.fromisoformat(row.taken_at) if row.taken_at else None,
    )


def _proposed(connection: sa.Connection, event: Event) -> None:
    mine = DECISIONS.c.operation == event.operation
    number = connection.execute(sa.select(sa.func.count()).select_from(DECISIONS).where(mine)).scalar_one() + 1
    row = {**event.body, "operation": event.operation, "number": number}
    made = {"proposed_by": event.actor, "proposed_at": event.at.isoformat(), "objections": []}
    connection.execute(sa.insert(DECISIONS).values({**row, **made}))


def _objected(connection: sa.Connection, event: Event) -> None:
    before = connection.execute(sa.select(DECISIONS.c.objections).where(*_mine(event))).scalar_one()
    objections = [*before, [event.actor, event.at.isoformat(), event.body["reason"]]]
    connection.execute(sa.update(DECISIONS).where(*_mine(event)).values(objections=objections))


def _taken(connection: sa.Connection, event: Event) -> None:
    taken = {"taken_by": event.actor, "taken_at": event.at.isoformat()}
    connection.execute(sa.update(DECISIONS).where(*_mine(event)).values(taken))


def _mine(event: Event) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    number = int(event.body["decision"].removeprefix("D"))
    return DECISIONS.c.operation == event.operation, DECISIONS.c.number == number


PROJECTION = Projection(DECISIONS, version=1, on={PROPOSED: _proposed, OBJECTED: _objected, TAKEN: _taken})
