"""The coming week, day by day: names, coverage, exposure, and which days are at risk."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tidegate.group.labelled import Gate
from tidegate.group.outlook import Ahead, outlook
from tidegate.group.paper import Section
from tidegate.group.sources import Sources


@dataclass(frozen=True)
class Week:
    """The days that the forecast has, and the exposure above which one is at risk."""

    days: list[Ahead]
    threshold: float
    other_channels: list[tuple[str, tuple[str, ...]]]


def make(sources: Sources, gate: Gate) -> Week:
    """All days of the week that have a forecast."""
    playbook = sources.operation.playbook
    threshold = playbook.thresholds.exposure
    channels = [(model.key, model.other_channels) for model in playbook.models if model.other_channels]
    return Week(outlook(sources.totals, sources.exposures, threshold), threshold, channels)


def charts(sources: Sources, week: Week) -> Mapping[str, Any]:
    """The exposure per day and model."""
    from tidegate import charts

    return {"exposure": charts.exposure(sources.exposures, week.threshold)} if week.days else {}


SECTION = Section(2, "The coming week", "agenda/week.html", make, charts=charts)
