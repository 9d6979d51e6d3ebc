"""Work orders that are not done, by registry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.registries import OpenOrder, open_orders
from tidegate.group.sources import Sources


@dataclass(frozen=True)
class Orders:
    """The open orders, and how many there are of all."""

    open: list[OpenOrder]
    total: int


def make(sources: Sources, gate: Gate) -> Orders:
    """Refused ones first, then the most urgent."""
    return Orders(open_orders(sources.orders, sources.operation.playbook, sources.as_of), len(sources.orders))


def charts(sources: Sources, content: Orders) -> Mapping[str, Any]:
    """How many orders are in which state."""
    from tidegate import charts

    return {"states": charts.orders(sources.orders)} if content.total else {}


SECTION = Section(6, "Open work orders", "agenda/orders.html", make, charts=charts)
