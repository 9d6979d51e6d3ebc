"""How large the botnet is, in the words that counted addresses allow."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tidegate.census.population import CAVEAT, RANGE
from tidegate.group.headcount import Headcount, Traffic, headcounts, traffic
from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.sources import Sources
from tidegate.names.days import ONE_DAY, Span


@dataclass(frozen=True)
class Population:
    """The newest counts, and the traffic of the seven days before the coming week; `counts` may be empty."""

    counts: list[Headcount]
    traffic: Traffic
    days: Span
    range: str = RANGE
    caveat: str = CAVEAT


def make(sources: Sources, gate: Gate) -> Population:
    """What the sensors saw."""
    before = Span(sources.week.first - 7 * ONE_DAY, sources.week.first - ONE_DAY)
    return Population(headcounts(sources.live), traffic(sources.seen, before), before)


def charts(sources: Sources, content: Population) -> Mapping[str, Any]:
    """The population curve of the last weeks."""
    from tidegate import charts

    return {"curve": charts.population(sources.live)} if content.counts else {}


SECTION = Section(4, "Population", "agenda/population.html", make, charts=charts)
