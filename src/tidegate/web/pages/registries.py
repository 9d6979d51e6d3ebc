"""The registries: who has acted, who keeps us waiting, and how long each takes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tidegate.dns.orders import life as orders
from tidegate.dns.orders import pace
from tidegate.dns.orders.claims import NO_ORDER
from tidegate.dns.orders.order import Order
from tidegate.operation.model import Registry
from tidegate.web import days, measured
from tidegate.web.page import RECORD, Data, Figure, Page, Tab, Visit
from tidegate.web.pages.orders import in_order_of_need
from tidegate.web.standing import Standing

_DAY = timedelta(days=1)
_SLOWEST = 20
"""How many registries stand in the picture; the table has all."""


@dataclass(frozen=True)
class Row:
    """One registry: how its names of the day stand, its order that needs a person most, and its pace."""

    id: str
    name: str
    suffixes: tuple[str, ...]
    channel: str
    clearance: str | None
    day: Standing
    orders: int
    state: str
    pace: pace.Pace | None


def data(visit: Visit) -> Data:
    """Every registry of the playbook, that with the most open names first."""
    place, every, known = days.asked(visit), orders.rows(visit.home.records, visit.operation.name), paces(visit)
    of_registry = _standings(visit, place)
    found = [_row(one, of_registry[one.id], every, known.get(one.id)) for one in visit.operation.playbook.registries]
    return {
        **vars(place),
        "registries": sorted(found, key=lambda row: (-row.day.gaps, row.id)),
        "waiting": sum(row.day.gaps > 0 for row in found),
    }


def paces(visit: Visit) -> dict[str, pace.Pace]:
    """The pace of each registry that was ever sent a list, by its id."""
    records, name = visit.home.records, visit.operation.name
    found = pace.paces(orders.rows(records, name), orders.history(records, name), visit.home.now())
    return {one.registry: one for one in found}


def pace_chart(visit: Visit) -> Any:
    """Within which time half of each registry's orders were done, where half of them were."""
    from tidegate.charts import time_to_act

    took = {id: one.act.median for id, one in paces(visit).items()}
    rows = [{"registry": id, "days": median / _DAY, "done": True} for id, median in took.items() if median is not None]
    return time_to_act(rows, _SLOWEST)


def _standings(visit: Visit, place: days.Place) -> dict[str | None, Standing]:
    of_registry: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
    for row in measured.totals(visit) if place.day else []:
        if row["day"] == place.day:
            of_registry[row["registry"]].append(row)
    return defaultdict(Standing, {id: Standing.of(rows) for id, rows in of_registry.items()})


def _row(registry: Registry, standing: Standing, every: Iterable[Order], known: pace.Pace | None) -> Row:
    mine = in_order_of_need(order for order in every if order.registry == registry.id)
    return Row(
        id=registry.id,
        name=registry.name,
        suffixes=registry.suffixes,
        channel=str(registry.channel),
        clearance=str(registry.clearance) if registry.clearance is not None else None,
        day=standing,
        orders=len(mine),
        state=str(mine[0].state) if mine else NO_ORDER,
        pace=known,
    )


PAGES = [
    Page(
        "/registries",
        "Registries",
        "registries.html",
        data,
        Tab("Registries", 45, "r"),
        charts={"pace": Figure(pace_chart, RECORD)},
    )
]
