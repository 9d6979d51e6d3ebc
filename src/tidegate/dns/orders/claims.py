"""What the registries say: for each day and suffix how far its order has come, and name by name where they said so.

A registry that has answered name by name has said it of those names and of no others, however far its order is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tidegate.dns.orders.answered import words
from tidegate.dns.orders.order import Order
from tidegate.dns.orders.state import CLAIMED, State
from tidegate.names.days import Span
from tidegate.operation.model import Operation, Playbook, Registry
from tidegate.store.lake import Lake

NO_ORDER = "none"
_PROGRESS = (
    State.REFUSED,
    State.RELEASED,
    State.DRAFTED,
    State.SENT,
    State.ACKNOWLEDGED,
    State.ACTED,
    State.REGRESSED,
    State.VERIFIED,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a day and suffix stand with its registry: `state` is that of the order that came furthest, or `none`.

    `since` (UTC) its word stands, or else the state. With `by_name` its registry has answered name by name, and what
    holds for a name says `tidegate.dns.orders.answered`.
    """

    day: date
    suffix: str
    registry: str
    state: str
    action: str
    order: str | None
    since: datetime | None
    by_name: bool = False

    @property
    def claimed(self) -> bool:
        """Whether the registry says that its part is done, all of it."""
        return self.state in CLAIMED and not self.by_name


@dataclass(frozen=True)
class Claims:
    """The actions that registries say they have done for a day: for all names of a suffix, or for single names."""

    by_suffix: Mapping[str, str]
    by_name: Mapping[str, str]

    def action(self, name: str, suffix: str | None) -> str | None:
        """The action that is claimed for `name`; None where nobody claims any."""
        return self.by_name.get(name) or (self.by_suffix.get(suffix) if suffix else None)


def standings(playbook: Playbook, orders: Iterable[Order], span: Span) -> Iterator[Standing]:
    """The standing of every suffix of the playbook on every day of `span`."""
    of_registry: dict[str, list[Order]] = {}
    for order in orders:
        of_registry.setdefault(order.registry, []).append(order)
    for registry in playbook.registries:
        for day in span:
            best = _furthest(of_registry.get(registry.id, ()), day)
            for suffix in registry.suffixes:
                yield _standing(day, suffix, registry, best)


def claims(lake: Lake, operation: Operation, orders: Iterable[Order], day: date) -> Claims:
    """What is claimed for `day`."""
    known = {order.id: order for order in orders}
    found = list(standings(operation.playbook, known.values(), Span.of(day, 1)))
    by_suffix = {standing.suffix: standing.action for standing in found if standing.claimed}
    answered = [known[id] for id in dict.fromkeys(standing.order for standing in found if standing.by_name) if id]
    if not answered:
        return Claims(by_suffix, {})
    said = words(lake, operation.name, answered)
    done = lake.execute(said.filter(said.done).select("order", "name"))
    named = zip(done["order"].to_pylist(), done["name"].to_pylist(), strict=True)
    return Claims(by_suffix, {name: known[id].action for id, name in named})


def _standing(day: date, suffix: str, registry: Registry, order: Order | None) -> Standing:
    if order is None:
        return Standing(day, suffix, registry.id, NO_ORDER, registry.action, None, None)
    since = order.claimed_at or order.updated_at
    return Standing(
        day, suffix, registry.id, order.state.value, order.action, order.id, since, by_name=bool(order.answers)
    )


def _furthest(orders: Iterable[Order], day: date) -> Order | None:
    covering = [order for order in orders if day in order.span]
    return max(covering, key=lambda order: (_PROGRESS.index(order.state), order.updated_at), default=None)
