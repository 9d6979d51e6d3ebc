"""What is open in the coming week: by registry for everybody, by name for few eyes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tidegate.dns.coverage import gaps
from tidegate.dns.coverage.counts import Counts
from tidegate.dns.coverage.gaps import Gap
from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.registries import Standing, worst_first
from tidegate.group.sources import Sources

_LINES = 20


@dataclass(frozen=True)
class Gaps:
    """`named` are the worst ones; empty where the reader may not know them, as where there are none."""

    tally: Counts
    standings: list[Standing]
    named: list[Gap]


def make(sources: Sources, gate: Gate) -> Gaps | None:
    """None where there is no forecast to have gaps in."""
    if not sources.totals:
        return None
    named = gate.each(sources.gaps, lambda gap: gaps.label(sources.operation))
    return Gaps(Counts.of(sources.totals), worst_first(sources.totals, sources.operation.playbook), named)


def charts(sources: Sources, content: Gaps) -> Mapping[str, Any]:
    """The calendar of the gaps, a line a registry."""
    from tidegate import charts

    return {"calendar": charts.coverage(sources.totals, by="registry", top=_LINES)}


SECTION = Section(3, "Gaps", "agenda/gaps.html", make, charts=charts)
