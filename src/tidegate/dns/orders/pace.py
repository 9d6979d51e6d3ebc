"""How long each registry takes: from the first list sent until it acknowledged, acted, and was verified. Pure."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median_low

from tidegate.dns.orders.order import Order, Step
from tidegate.dns.orders.state import CLAIMED, ENDED, State

_ACKNOWLEDGED = (State.ACKNOWLEDGED, *CLAIMED)
_VERIFIED = (State.VERIFIED,)


@dataclass(frozen=True)
class Times:
    """One order's way from the first list sent (UTC): how long until each of the three, None where it is still to come.

    `open_for` is how long that has been, or had been when the order ended.
    """

    order: Order
    sent: datetime
    acknowledged: timedelta | None
    acted: timedelta | None
    verified: timedelta | None
    open_for: timedelta


@dataclass(frozen=True)
class Stretch:
    """How many orders came so far and how many did not (`open`), and the time within which half of all came so far:
    None where fewer than half did. An open one counts as longer than any other."""

    reached: int
    open: int
    median: timedelta | None


@dataclass(frozen=True)
class Pace:
    """One registry over all its orders that were ever sent."""

    registry: str
    orders: int
    acknowledge: Stretch
    act: Stretch
    verify: Stretch


def times(orders: Iterable[Order], history: Iterable[Step], now: datetime) -> list[Times]:
    """The times of every order that was ever sent, in the order of sending."""
    steps: Mapping[str, list[Step]] = defaultdict(list)
    for step in history:
        steps[step.order].append(step)
    found = [_times(order, steps[order.id], now) for order in orders]
    return sorted((one for one in found if one), key=lambda one: (one.sent, one.order.registry))


def paces(orders: Iterable[Order], history: Iterable[Step], now: datetime) -> list[Pace]:
    """The pace of every registry that was ever sent a list, by its id."""
    of_registry: dict[str, list[Times]] = defaultdict(list)
    for one in times(orders, history, now):
        of_registry[one.order.registry].append(one)
    return [_pace(id, mine) for id, mine in sorted(of_registry.items())]


def _times(order: Order, steps: Sequence[Step], now: datetime) -> Times | None:
    sent = _first(steps, (State.SENT,))
    if sent is None:
        return None
    took = [at - sent if (at := _first(steps, wanted)) else None for wanted in (_ACKNOWLEDGED, CLAIMED, _VERIFIED)]
    until = order.updated_at if order.state in ENDED else now
    return Times(order, sent, took[0], took[1], took[2], max(until - sent, timedelta(0)))


def _first(steps: Sequence[Step], wanted: Sequence[State]) -> datetime | None:
    return next((step.at for step in steps if step.state in wanted), None)


def _pace(registry: str, mine: Sequence[Times]) -> Pace:
    columns = ([one.acknowledged for one in mine], [one.acted for one in mine], [one.verified for one in mine])
    return Pace(registry, len(mine), *map(_stretch, columns))


def _stretch(took: Sequence[timedelta | None]) -> Stretch:
    seconds = [math.inf if one is None else one.total_seconds() for one in took]
    middle = median_low(seconds)
    reached = sum(math.isfinite(one) for one in seconds)
    return Stretch(reached, len(took) - reached, timedelta(seconds=middle) if math.isfinite(middle) else None)
