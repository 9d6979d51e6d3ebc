"""Work orders: what was asked of which registry, and how far it has come; one order with its history."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from tidegate.dns.orders import life as orders
from tidegate.dns.orders.due import due, lateness, local
from tidegate.dns.orders.order import Order
from tidegate.dns.orders.state import OPEN, State
from tidegate.operation.model import Operation
from tidegate.web.page import Data, NotFoundError, Page, Tab, Visit

SETTLED = (State.ACTED, State.VERIFIED, State.RELEASED)
"""The states in which nobody has to do anything."""
_NEED = (
    State.REFUSED,
    State.REGRESSED,
    State.DRAFTED,
    State.SENT,
    State.ACKNOWLEDGED,
    State.ACTED,
    State.VERIFIED,
    State.RELEASED,
)
"""The states, those first that need a person most."""


def data(visit: Visit) -> Data:
    """The orders in the state and of the registry that were asked for, what is open first; and counts of them all."""
    every = orders.rows(visit.home.records, visit.operation.name)
    state, registry = visit.query.get("state", ""), visit.query.get("registry", "")
    chosen = [order for order in every if state in ("", order.state) and registry in ("", order.registry)]
    states = Counter(order.state for order in every)
    return {
        "state": state,
        "registry": registry,
        "orders": [shown(order, visit) for order in in_order_of_need(chosen)],
        "total": len(every),
        "open": sum(states[each] for each in OPEN),
        "states": {str(each): states[each] for each in State if states[each]},
        "registries": registries(visit.operation, every),
    }


def one(visit: Visit) -> Data:
    """One order, its steps, and the suffixes that it is about."""
    records, operation = visit.home.records, visit.operation
    found = {order.id: order for order in orders.rows(records, operation.name)}
    id = visit.path["order"]
    if id not in found:
        raise NotFoundError(f"there is no order {id!r}")
    order = found[id]
    registry = next((each for each in operation.playbook.registries if each.id == order.registry), None)
    return {
        "order": shown(order, visit),
        "registry": registry.name if registry else order.registry,
        "suffixes": registry.suffixes if registry else (),
        "steps": orders.history(records, operation.name, id),
    }


def in_order_of_need(rows: Iterable[Order]) -> list[Order]:
    """The refused and the open before the settled, the most urgent of each first."""
    return sorted(rows, key=lambda order: (_NEED.index(order.state), order.send_by, order.registry))


def registries(operation: Operation, rows: Sequence[Order]) -> dict[str, str]:
    """The names of the registries that have orders, by id."""
    having = {order.registry for order in rows}
    named = {registry.id: registry.name for registry in operation.playbook.registries}
    return {id: named.get(id, id) for id in sorted(having)}


def shown(order: Order, visit: Visit) -> dict[str, Any]:
    """An order's values, how it is late, and when it is due, in UTC and where its registry works."""
    playbook, now = visit.operation.playbook, visit.home.now()
    zone = next((each.time_zone for each in playbook.registries if each.id == order.registry), "UTC")
    late = lateness(order, now, playbook.thresholds.answer_days)
    return {**vars(order), "late": late, "due": due(order), "due_there": local(due(order), zone)}


PAGES = [
    Page("/orders", "Work orders", "orders.html", data, Tab("Orders", 40, "w")),
    Page("/orders/{order}", "Work order", "order.html", one, under="/orders"),
]
