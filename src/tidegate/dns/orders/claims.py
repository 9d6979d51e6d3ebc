"""What the registries say: for each day and suffix, how far its work order has come. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tidegate.dns.orders.life import Order, State
from tidegate.names.days import Span
from tidegate.operation.model import Playbook, Registry

NO_ORDER = "none"
_PROGRESS = (State.REFUSED, State.DRAFTED, State.SENT, State.ACKNOWLEDGED, State.DONE)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a day and suffix stand with its registry: `state` is that of the order that came furthest, or `none`; it has
    been so since `since` (UTC)."""

    day: date
    suffix: str
    registry: str
    state: str
    action: str
    order: str | None
    since: datetime | None

    @property
    def claimed(self) -> bool:
        """Whether the registry says that its part is done."""
        return self.state == State.DONE


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


def claimed_actions(playbook: Playbook, orders: Iterable[Order], day: date) -> dict[str, str]:
    """The action that each suffix's registry says it has done for `day`; suffixes without such a claim are left out."""
    found = standings(playbook, orders, Span.of(day, 1))
    return {standing.suffix: standing.action for standing in found if standing.claimed}


def _standing(day: date, suffix: str, registry: Registry, order: Order | None) -> Standing:
    if order is None:
        return Standing(day, suffix, registry.id, NO_ORDER, registry.action, None, None)
    return Standing(day, suffix, registry.id, order.state.value, order.action, order.id, order.updated_at)


def _furthest(orders: Iterable[Order], day: date) -> Order | None:
    covering = [order for order in orders if day in order.span]
    return max(covering, key=lambda order: (_PROGRESS.index(order.state), order.updated_at), default=None)
