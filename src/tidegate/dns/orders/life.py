"""Work orders: the action asked of one registry for one span of days, and how far it has come.

drafted -> sent -> acknowledged -> done, or refused on the way. A refused order can be sent again; a done one can be
sent again with a list that has grown, or refused when the registry takes its word back.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa

from tidegate.errors import TidegateError, UnknownNameError
from tidegate.names.days import Span
from tidegate.store import Draft, Event, Projection, Records
from tidegate.store.projection import METADATA


class State(StrEnum):
    """How far an order has come."""

    DRAFTED = "drafted"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    DONE = "done"
    REFUSED = "refused"

    @classmethod
    def parse(cls, text: str) -> "State":
        """The state called `text`; UnknownNameError lists them otherwise."""
        try:
            return cls(text)
        except ValueError:
            raise UnknownNameError("state of an order", text, cls) from None


NEXT: Mapping[State, tuple[State, ...]] = {
    State.DRAFTED: (State.SENT,),
    State.SENT: (State.ACKNOWLEDGED, State.DONE, State.REFUSED),
    State.ACKNOWLEDGED: (State.DONE, State.REFUSED, State.SENT),
    State.DONE: (State.REFUSED, State.SENT),
    State.REFUSED: (State.SENT,),
}
"""Which states may follow which."""


@dataclass(frozen=True)
class Request:
    """What is asked of one registry: `names` rendezvous (a name on a day) from `first` to `last`, to be sent by a day.

    `send_by` is the UTC day by whose 10:00 the registry wants its list: then the first day begins in UTC+14, less the
    registry's lead days.
    """

    registry: str
    action: str
    first: date
    last: date
    names: int
    send_by: date


@dataclass(frozen=True)
class Order:
    """A request on the record, and its state since `updated_at` (UTC) with what was noted then."""

    id: str
    registry: str
    action: str
    first: date
    last: date
    names: int
    send_by: date
    state: State
    updated_at: datetime
    note: str

    @property
    def span(self) -> Span:
        """The days it covers."""
        return Span(self.first, self.last)


@dataclass(frozen=True)
class Step:
    """One line of an order's history."""

    order: str
    state: State
    at: datetime
    actor: str
    note: str


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
)


def rows(records: Records, operation: str) -> list[Order]:
    """The operation's orders, by first day and registry."""
    found = [_order(row) for row in records.rows(PROJECTION, ORDERS.c.operation == operation)]
    return sorted(found, key=lambda order: (order.first, order.registry, order.id))


def get(records: Records, operation: str, order: str) -> Order:
    """The order with this id; UnknownNameError lists the orders there are."""
    return _find({row.id: row for row in rows(records, operation)}, order)


def history(records: Records, operation: str, order: str | None = None) -> list[Step]:
    """Every step of the operation's orders, or of one of them, oldest first."""
    events = records.events(operation, set(_KINDS))
    return [_step(event) for event in events if order in (None, event.body["order"])]


def draft(records: Records, operation: str, requests: Iterable[Request], actor: str) -> list[Order]:
    """Put `requests` on the record as drafted orders, in one go, and return them with their ids."""
    taken = {order.id for order in rows(records, operation)}
    drafts = []
    for request in requests:
        order = _new_id(request, taken)
        taken.add(order)
        drafts.append(Draft(_kind(State.DRAFTED), operation, {"order": order, **_plain(request)}))
    if not drafts:
        return []
    made = {event.body["order"] for event in records.append(actor, drafts)}
    return [order for order in rows(records, operation) if order.id in made]


def advance(records: Records, operation: str, order: str, state: str, actor: str, note: str = "") -> Order:
    """Bring `order` to `state`; TidegateError where that cannot follow, or where a refusal has no `note`."""
    advance_all(records, operation, [order], state, actor, note)
    return get(records, operation, order)


def advance_all(
    records: Records, operation: str, orders: Collection[str], state: str, actor: str, note: str = ""
) -> None:
    """Bring all `orders` to `state`, or none of them."""
    if drafts := steps(records, operation, orders, state, note):
        records.append(actor, drafts)


def steps(records: Records, operation: str, orders: Collection[str], state: str, note: str = "") -> list[Draft]:
    """The events that bring `orders` to `state`, for who has others to append with them; errors as for `advance`."""
    wanted = State.parse(state)
    if wanted is State.REFUSED and not note.strip():
        raise TidegateError("a refusal needs a note that says why")
    known = {row.id: row for row in rows(records, operation)}
    for order in orders:
        _check(_find(known, order), wanted)
    return [Draft(_kind(wanted), operation, {"order": order, "note": note}) for order in orders]


def _find(known: Mapping[str, Order], order: str) -> Order:
    if order not in known:
        raise UnknownNameError("order", order, known)
    return known[order]


def _check(order: Order, wanted: State) -> None:
    if wanted not in NEXT[order.state]:
        possible = ", ".join(NEXT[order.state])
        raise TidegateError(f"order {order.id} is {order.state}, so it cannot become {wanted}; possible: {possible}")


def _new_id(request: Request, taken: Collection[str]) -> str:
    """`nominet-2009-04-01`; a second order that begins on the same day is `nominet-2009-04-01-2`."""
    plain = f"{request.registry}-{request.first}"
    number, id = 1, plain
    while id in taken:
        number += 1
        id = f"{plain}-{number}"
    return id


def _plain(request: Request) -> dict[str, str | int]:
    return {key: value if isinstance(value, int) else str(value) for key, value in vars(request).items()}


def _kind(state: State) -> str:
    return f"order.{state}"


_KINDS = {_kind(state): state for state in State}


def _order(row: sa.Row[tuple[object, ...]]) -> Order:
    values = row._asdict()
    del values["operation"]
    for key in ("first", "last", "send_by"):
        values[key] = date.fromisoformat(values[key])
    return Order(
        **{**values, "state": State(values["state"]), "updated_at": datetime.fromisoformat(values["updated_at"])}
    )


def _step(event: Event) -> Step:
    return Step(event.body["order"], _KINDS[event.kind], event.at, event.actor, event.body.get("note", ""))


def _drafted(connection: sa.Connection, event: Event) -> None:
    body = {key: value for key, value in event.body.items() if key != "order"}
    now = {"state": State.DRAFTED, "updated_at": event.at.isoformat(), "note": ""}
    row = {"operation": event.operation, "id": event.body["order"], **body, **now}
    connection.execute(sa.insert(ORDERS).values(row))


def _advanced(connection: sa.Connection, event: Event) -> None:
    now = {"state": _KINDS[event.kind], "updated_at": event.at.isoformat(), "note": event.body["note"]}
    mine = (ORDERS.c.operation == event.operation, ORDERS.c.id == event.body["order"])
    connection.execute(sa.update(ORDERS).where(*mine).values(now))


PROJECTION = Projection(
    ORDERS, version=1, on={kind: _drafted if state is State.DRAFTED else _advanced for kind, state in _KINDS.items()}
)
