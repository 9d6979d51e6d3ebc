"""Work orders: the action asked of one registry for one span of days, and how far it has come.

`tidegate.dns.orders.state` says which step may follow which. Every step is an event, with who and when.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from tidegate.dns.orders.order import Order, Request, Step
from tidegate.dns.orders.projection import BASED, KINDS, ORDERS, PROJECTION, kind
from tidegate.dns.orders.projection import order as _order
from tidegate.dns.orders.state import ENDED, NEXT, PROVED, State
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.operation.model import LegalBasis
from tidegate.store import Draft, Event, Records

__all__ = ["NEXT", "Order", "Request", "State", "Step", "advance", "advance_all", "draft", "follow", "get", "history"]


def rows(records: Records, operation: str) -> list[Order]:
    """The operation's orders, by first day and registry."""
    found = [_order(row) for row in records.rows(PROJECTION, ORDERS.c.operation == operation)]
    return sorted(found, key=lambda order: (order.first, order.registry, order.id))


def get(records: Records, operation: str, order: str) -> Order:
    """The order with this id; UnknownNameError lists the orders there are."""
    return _find({row.id: row for row in rows(records, operation)}, order)


def history(records: Records, operation: str, order: str | None = None) -> list[Step]:
    """Every step of the operation's orders, or of one of them, oldest first."""
    events = records.events(operation, set(KINDS))
    return [_step(event) for event in events if order in (None, event.body["order"])]


def draft(records: Records, operation: str, requests: Iterable[Request], actor: str) -> list[Order]:
    """Put `requests` on the record as drafted orders, in one go, and return them with their ids."""
    taken = {order.id for order in rows(records, operation)}
    drafts = []
    for request in requests:
        order = _new_id(request, taken)
        taken.add(order)
        drafts.append(Draft(kind(State.DRAFTED), operation, {"order": order, **_plain(request)}))
    if not drafts:
        return []
    made = {event.body["order"] for event in records.append(actor, drafts)}
    return [order for order in rows(records, operation) if order.id in made]


def advance(records: Records, operation: str, order: str, state: str, actor: str, note: str = "") -> Order:
    """Bring `order` to `state`; TidegateError where that cannot follow, where an end has no `note`, where a probe alone
    can show it, or where the registry's own answer says that it has not acted on every name."""
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
    if wanted in PROVED:
        raise TidegateError(f"nobody can say that an order is {wanted}: a probe shows it, with `tidegate probe`")
    known = {row.id: row for row in rows(records, operation)}
    found = [_find(known, order) for order in orders]
    for order in found:
        if wanted is State.ACTED and order.left:
            raise TidegateError(
                f"by its registry's own answer, {order.left:,} names of order {order.id} are not done; import an "
                "answer that has them"
            )
    return [follow(operation, order, wanted, note) for order in found]


def follow(
    operation: str, order: Order, wanted: State, note: str = "", evidence: Mapping[str, Any] | None = None
) -> Draft:
    """The event that brings `order` to the state `wanted`, with the `evidence` of a probe; TidegateError where that
    cannot follow, or where an end has no `note`."""
    if wanted in ENDED and not note.strip():
        what = "refusal" if wanted is State.REFUSED else "release"
        raise TidegateError(f"a {what} needs a note that says why")
    if wanted not in NEXT[order.state]:
        possible = ", ".join(NEXT[order.state])
        raise TidegateError(f"order {order.id} is {order.state}, so it cannot become {wanted}; possible: {possible}")
    shown = {"evidence": dict(evidence)} if evidence else {}
    return Draft(kind(wanted), operation, {"order": order.id, "note": note, **shown})


def base(records: Records, operation: str, order: str, basis: LegalBasis, reference: str, actor: str) -> Order:
    """Put on the record on which legal basis `order` asks; `reference` names the waiver or the court's order."""
    get(records, operation, order)
    body = {"order": order, "legal_basis": basis.value, "reference": reference.strip()}
    records.append(actor, [Draft(BASED, operation, body)])
    return get(records, operation, order)


def _find(known: Mapping[str, Order], order: str) -> Order:
    if order not in known:
        raise UnknownNameError("order", order, known)
    return known[order]


def _new_id(request: Request, taken: Collection[str]) -> str:
    """`nominet-2009-04-01`; a second order that begins on the same day is `nominet-2009-04-01-2`."""
    plain = f"{request.registry}-{request.first}"
    number, id = 1, plain
    while id in taken:
        number += 1
        id = f"{plain}-{number}"
    return id


def _plain(request: Request) -> dict[str, str | int | None]:
    values = vars(request) | {"tlp": None if request.tlp is None else request.tlp.word}
    return {key: value if value is None or isinstance(value, int) else str(value) for key, value in values.items()}


def _step(event: Event) -> Step:
    body = event.body
    return Step(body["order"], KINDS[event.kind], event.at, event.actor, body.get("note", ""), body.get("evidence", {}))
