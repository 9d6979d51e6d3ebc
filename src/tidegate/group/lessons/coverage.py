"""Coverage as claimed and as verified, and the exposure, day by day."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tidegate.dns.coverage.counts import Counts
from tidegate.group.labelled import Gate
from tidegate.group.outlook import Ahead
from tidegate.group.paper import Section
from tidegate.group.registries import Standing, worst_first
from tidegate.group.stocktaking import Stock
from tidegate.names.days import week_of

_LINES = 40


@dataclass(frozen=True)
class Week:
    """One ISO week: its tally, how many of its days were at risk, and the highest exposure."""

    week: str
    tally: Counts
    days: int
    at_risk: int
    exposure: float


@dataclass(frozen=True)
class Coverage:
    """The weeks, and the registries at which names stayed open, most first."""

    weeks: list[Week]
    tally: Counts
    standings: list[Standing]
    threshold: float


def make(stock: Stock, gate: Gate) -> Coverage | None:
    """None without a forecast."""
    if not stock.totals:
        return None
    playbook = stock.operation.playbook
    standings = worst_first(stock.totals, playbook)
    return Coverage(_weeks(stock.past), Counts.of(stock.totals), standings, playbook.thresholds.exposure)


def charts(stock: Stock, content: Coverage) -> Mapping[str, Any]:
    """The calendar of gaps, a line a registry, and the exposure."""
    from tidegate import charts

    return {
        "calendar": charts.coverage(stock.totals, by="registry", top=_LINES),
        "exposure": charts.exposure(stock.exposures, content.threshold),
    }


def _weeks(past: list[Ahead]) -> list[Week]:
    found: dict[str, list[Ahead]] = {}
    for day in past:
        found.setdefault(week_of(day.day), []).append(day)
    return [
        Week(
            week,
            Counts.of(vars(day.tally) for day in days),
            len(days),
            sum(day.at_risk for day in days),
            max(day.exposure for day in days),
        )
        for week, days in found.items()
    ]


SECTION = Section(3, "Coverage and exposure", "lessons/coverage.html", make, charts=charts)
