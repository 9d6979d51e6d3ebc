"""The days ahead: how many names each has, how many of them are denied, and which days are at risk. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tidegate.dns.coverage.counts import Counts
from tidegate.dns.coverage.measure import Exposure
from tidegate.group.wording import percent, plural, weekday


@dataclass(frozen=True)
class Ahead:
    """One UTC day: its tally, and what a bot could reach, the most exposed model first."""

    day: date
    tally: Counts
    exposures: tuple[Exposure, ...]
    at_risk: bool

    @property
    def exposure(self) -> float:
        """The highest exposure of any model."""
        return self.exposures[0].exposure if self.exposures else 0.0

    @property
    def opens(self) -> datetime | None:
        """From when (UTC) the first bot takes this day for today."""
        return min((found.opens for found in self.exposures), default=None)


def outlook(totals: Sequence[Mapping[str, Any]], exposures: Iterable[Exposure], threshold: float) -> list[Ahead]:
    """A day for each that `totals` (coverage per day, suffix and registry) has; one whose exposure is above `threshold`
    for any model is at risk."""
    of_day: dict[date, list[Exposure]] = defaultdict(list)
    for found in exposures:
        of_day[found.day].append(found)
    rows: dict[date, list[Mapping[str, Any]]] = defaultdict(list)
    for row in totals:
        rows[row["day"]].append(row)
    return [_ahead(day, rows[day], of_day[day], threshold) for day in sorted(rows)]


def answer(days: Sequence[Ahead]) -> str:
    """The outlook in one sentence."""
    if not days:
        return "There is no forecast for this week yet."
    risky = [day for day in days if day.at_risk]
    if not risky:
        return f"None of the next {plural(len(days), 'day')} is at risk."
    worst = max(risky, key=lambda day: (day.exposure, day.tally.gaps))
    share = f"{len(risky)} of the next {plural(len(days), 'day')} {'is' if len(risky) == 1 else 'are'} at risk"
    return f"{share}; the worst is {weekday(worst.day)}: {_reach(worst.exposures[0])}."


def _reach(worst: Exposure) -> str:
    return (
        f"a {worst.model} bot reaches whoever holds its {worst.gaps:,} gaps with a probability of "
        f"{percent(worst.exposure)}"
    )


def _ahead(day: date, rows: Sequence[Mapping[str, Any]], exposures: Sequence[Exposure], threshold: float) -> Ahead:
    ranked = tuple(sorted(exposures, key=lambda found: (-found.exposure, found.model)))
    at_risk = any(found.exposure > threshold for found in ranked)
    return Ahead(day, Counts.of(rows), ranked, at_risk)
