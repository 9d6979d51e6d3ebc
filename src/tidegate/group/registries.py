"""How each registry stands: what is open at it, what was asked of it, and how long it took to act. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tidegate.dns.coverage.counts import Counts
from tidegate.dns.orders.due import Lateness, lateness
from tidegate.dns.orders.order import Order, Step
from tidegate.dns.orders.pace import Times, times
from tidegate.dns.orders.state import CLAIMED, OPEN, State
from tidegate.operation.model import Playbook

_OPEN = (State.REFUSED, State.REGRESSED, *(state for state in OPEN if state is not State.REGRESSED))
"""The states in which names are not denied, the ones that need a person first."""


@dataclass(frozen=True)
class Standing:
    """A registry's names of some days: the tally, and the states of the orders that they are in (`none`: no order)."""

    registry: str
    name: str
    tally: Counts
    states: tuple[str, ...]


@dataclass(frozen=True)
class OpenOrder:
    """An order that is not done, with the registry's name, and how it is late."""

    order: Order
    name: str
    late: Lateness | None


@dataclass(frozen=True)
class Reaction:
    """How long a registry took from the first list sent to the order done, or has been taking until now."""

    registry: str
    name: str
    order: str
    sent: datetime
    took: timedelta
    state: State

    @property
    def done(self) -> bool:
        """Whether it has acted."""
        return self.state in CLAIMED


def worst_first(totals: Iterable[Mapping[str, Any]], playbook: Playbook) -> list[Standing]:
    """The registries that have gaps in `totals` (coverage per day, suffix and registry), most gaps first."""
    rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in totals:
        rows[row["registry"] or ""].append(row)
    found = [
        Standing(id, _name(playbook, id), Counts.of(mine), tuple(sorted({row["state"] for row in mine})))
        for id, mine in rows.items()
    ]
    return sorted((one for one in found if one.tally.gaps), key=lambda one: (-one.tally.gaps, one.registry))


def open_orders(orders: Iterable[Order], playbook: Playbook, now: datetime) -> list[OpenOrder]:
    """The orders that are not done at `now` (UTC): refused ones first, then the most urgent."""
    days = playbook.thresholds.answer_days
    found = [
        OpenOrder(order, _name(playbook, order.registry), lateness(order, now, days))
        for order in orders
        if order.state in _OPEN
    ]
    return sorted(found, key=lambda one: (_OPEN.index(one.order.state), one.order.send_by, one.order.registry))


def reactions(orders: Iterable[Order], history: Sequence[Step], playbook: Playbook, now: datetime) -> list[Reaction]:
    """The time from list to action of each order that was ever sent, in the order of sending."""
    return [_reaction(one, playbook, now) for one in times(orders, history, now)]


def _reaction(one: Times, playbook: Playbook, now: datetime) -> Reaction:
    order, took = one.order, now - one.sent if one.acted is None else one.acted
    return Reaction(order.registry, _name(playbook, order.registry), order.id, one.sent, took, order.state)


def _name(playbook: Playbook, id: str) -> str:
    return next((registry.name for registry in playbook.registries if registry.id == id), id or "no registry")
