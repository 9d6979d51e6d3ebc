"""From list to action: how long each registry took, and which never acted."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.registries import Reaction, reactions
from tidegate.group.stocktaking import Stock

_DAY = 86_400  # seconds


@dataclass(frozen=True)
class Pace:
    """One registry over all its orders: the median and the longest time to act in days, and how many were not done."""

    registry: str
    name: str
    orders: int
    done: int
    refused: int
    median_days: float | None
    longest_days: float | None
    lead_days: int

    @property
    def is_slow(self) -> bool:
        """Whether it once took longer than the playbook gives it."""
        return self.longest_days is not None and self.longest_days > self.lead_days


@dataclass(frozen=True)
class Reactions:
    """The registries that were ever sent a list: those that did not act first, then the slowest."""

    paces: list[Pace]

    @property
    def notable(self) -> list[Pace]:
        """Those that once did not act, or took longer than the playbook gives them."""
        return [pace for pace in self.paces if pace.is_slow or pace.done < pace.orders]


def make(stock: Stock, gate: Gate) -> Reactions | None:
    """None where no list was ever sent."""
    found: dict[str, list[Reaction]] = {}
    for reaction in _found(stock):
        found.setdefault(reaction.registry, []).append(reaction)
    leads = {registry.id: registry.lead_days for registry in stock.operation.playbook.registries}
    paces = [_pace(mine, leads.get(id, 0)) for id, mine in found.items()]
    return Reactions(sorted(paces, key=_order)) if paces else None


def charts(stock: Stock, content: Reactions) -> Mapping[str, Any]:
    """A line for each registry's slowest order."""
    from tidegate import charts

    slowest: dict[str, Reaction] = {}
    for reaction in sorted(_found(stock), key=lambda one: (not one.done, one.took)):
        slowest[reaction.registry] = reaction
    rows = [{"registry": id, "days": one.took.total_seconds() / _DAY, "done": one.done} for id, one in slowest.items()]
    return {"times": charts.time_to_act(rows)}


def _found(stock: Stock) -> list[Reaction]:
    return reactions(stock.orders, stock.history, stock.operation.playbook, stock.as_of)


def _pace(mine: list[Reaction], lead_days: int) -> Pace:
    took = [reaction.took.total_seconds() / _DAY for reaction in mine if reaction.done]
    return Pace(
        registry=mine[0].registry,
        name=mine[0].name,
        orders=len(mine),
        done=len(took),
        refused=sum(reaction.state == "refused" for reaction in mine),
        median_days=median(took) if took else None,
        longest_days=max(took, default=None),
        lead_days=lead_days,
    )


def _order(pace: Pace) -> tuple[bool, float, str]:
    return pace.done == pace.orders, -(pace.median_days or 0), pace.registry


SECTION = Section(4, "From list to action", "lessons/reactions.html", make, charts=charts)
