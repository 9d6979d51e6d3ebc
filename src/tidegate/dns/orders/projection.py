"""The table of work orders, derived from their events."""

import json
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from tidegate.dns.orders.order import Order
from tidegate.dns.orders.state import CLAIMED, ENDED, State
from tidegate.operation.model import LegalBasis
from tidegate.policy import TLP
from tidegate.store import Event, Projection
from tidegate.store.projection import METADATA

ORDERS = sa.Table(
    "orders",
    METADATA,
    sa.Column("operation", sa.String, primary_key=True),
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("registry", sa.String, nullable=False),
    sa.Column("action", sa.String, nullable=False),
    sa.Column("first", sa.String, nullable=False),
    sa.Column("last", sa.String, nullable=False),
    sa.Column("names", sa.Integer, nullable=False),
    sa.Column("send_by", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("updated_at", sa.String, nullable=False),
    sa.Column("note", sa.String, nullable=False),
    sa.Column("legal_basis", sa.String, nullable=False, default=LegalBasis.UNKNOWN.value),
    sa.Column("reference", sa.String, nullable=False, default=""),
    sa.Column("tlp", sa.String),
    sa.Column("sent_at", sa.String),
    sa.Column("claimed_at", sa.String),
    sa.Column("answers", sa.String, nullable=False, default="[]"),
    sa.Column("left", sa.Integer),
)

ANSWERED, BASED = "order.answered", "order.based"
"""The events that are no step: a registry's answer file was imported; the legal basis was put on the record."""


def kind(state: State) -> str:
    """The kind of the event that brings an order to `state`."""
    return f"order.{state}"


KINDS = {kind(state): state for state in State} | {"order.done": State.ACTED}
"""The state to which each kind of event brings an order; logs from before there was `acted` have `order.done`."""


def order(row: sa.Row[Any]) -> Order:
    """The order in a row of the table."""
    values = row._asdict()
    del values["operation"]
    for key in ("first", "last", "send_by"):
        values[key] = date.fromisoformat(values[key])
    for key in ("updated_at", "sent_at", "claimed_at"):
        values[key] = datetime.fromisoformat(values[key]) if values[key] else None
    values |= {"state": State(values["state"]), "legal_basis": LegalBasis(values["legal_basis"])}
    values |= {"tlp": TLP.parse(values["tlp"]) if values["tlp"] else None}
    return Order(**{**values, "answers": tuple(json.loads(values["answers"]))})


def _drafted(connection: sa.Connection, event: Event) -> None:
    body = {key: value for key, value in event.body.items() if key != "order"}
    now = {"state": State.DRAFTED, "updated_at": event.at.isoformat(), "note": ""}
    row = {"operation": event.operation, "id": event.body["order"], **body, **now}
    connection.execute(sa.insert(ORDERS).values(row))


def _advanced(connection: sa.Connection, event: Event) -> None:
    state, at = KINDS[event.kind], event.at.isoformat()
    now: dict[str, Any] = {"state": state, "updated_at": at, "note": event.body["note"]}
    if state is State.SENT:
        now["sent_at"] = at
    if state in ENDED:
        now |= {"answers": "[]", "left": None}
    if state is State.ACTED:
        now["claimed_at"] = at
    elif state in CLAIMED:
        now["claimed_at"] = sa.func.coalesce(ORDERS.c.claimed_at, at)
    else:
        now["claimed_at"] = None
    _update(connection, event, now)


def _answered(connection: sa.Connection, event: Event) -> None:
    query = sa.select(ORDERS.c.answers).where(*_mine(event))
    standing = json.loads(connection.execute(query).scalar_one())
    answers = json.dumps([*standing, event.body["answer"]])
    _update(connection, event, {"answers": answers, "left": event.body["left"]})


def _based(connection: sa.Connection, event: Event) -> None:
    _update(connection, event, {key: event.body[key] for key in ("legal_basis", "reference")})


def _update(connection: sa.Connection, event: Event, values: dict[str, Any]) -> None:
    connection.execute(sa.update(ORDERS).where(*_mine(event)).values(values))


def _mine(event: Event) -> tuple[sa.ColumnElement[bool], ...]:
    return ORDERS.c.operation == event.operation, ORDERS.c.id == event.body["order"]


_STEPS = {name: _drafted if state is State.DRAFTED else _advanced for name, state in KINDS.items()}
PROJECTION = Projection(ORDERS, version=2, on={**_STEPS, ANSWERED: _answered, BASED: _based})
