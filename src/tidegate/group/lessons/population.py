"""The population over the whole operation: live per day, and the footprint."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tidegate.census.population import CAVEAT, RANGE, Footprint, Live
from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.stocktaking import Stock


@dataclass(frozen=True)
class Ends:
    """One model's first, largest and newest day, and its footprint."""

    model: str
    first: Live
    largest: Live
    newest: Live
    footprint: Footprint | None


@dataclass(frozen=True)
class Population:
    """Each model's ends; none where nothing was seen."""

    ends: list[Ends]
    range: str = RANGE
    caveat: str = CAVEAT


def make(stock: Stock, gate: Gate) -> Population:
    """What the sensors saw."""
    daily = [row for row in stock.live if not isinstance(row.at, datetime)]
    newest = {row.model: row for row in stock.footprint}
    models = sorted({row.model for row in daily})
    return Population(
        [_ends(model, [row for row in daily if row.model == model], newest.get(model)) for model in models]
    )


def charts(stock: Stock, content: Population) -> Mapping[str, Any]:
    """The curve and the footprint."""
    from tidegate import charts

    if not content.ends:
        return {}
    return {"curve": charts.population(stock.live), "footprint": charts.footprint(stock.footprint)}


def _ends(model: str, rows: list[Live], footprint: Footprint | None) -> Ends:
    return Ends(model, rows[0], max(rows, key=lambda row: row.addresses), rows[-1], footprint)


SECTION = Section(7, "Population", "lessons/population.html", make, charts=charts)
