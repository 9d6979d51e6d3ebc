"""The population of a week against the week before, in the words that it allows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from tidegate.census.kinds import ALL, Kind
from tidegate.census.population import Live, Seen
from tidegate.names.days import Span


@dataclass(frozen=True)
class Headcount:
    """The daily population of `model` (distinct addresses per UTC day): of the newest day seen, with its range from the
    busiest hour to the whole day, and the median of the seven days before that."""

    model: str
    day: date
    low: int | None
    high: int
    before: float | None

    @property
    def change(self) -> float | None:
        """How far the newest day is above (or, negative, below) the days before, as a share of them."""
        return self.high / self.before - 1 if self.before else None


@dataclass(frozen=True)
class Traffic:
    """All sightings of some days, by whom they came from."""

    bots: int
    resolvers: int
    noise: int


def headcounts(live: Sequence[Live]) -> list[Headcount]:
    """One for each model and one for all together, which comes first; nothing where nothing was seen."""
    daily = [row for row in live if not isinstance(row.at, datetime)]
    newest = max((row.at for row in daily), default=None)
    if newest is None:
        return []
    models = sorted({row.model for row in daily}, key=lambda model: (model != ALL, model))
    return [count for model in models if (count := _headcount(model, newest, daily)) is not None]


def traffic(seen: Sequence[Seen], days: Span) -> Traffic:
    """The sightings of `days`."""
    sums = dict.fromkeys(Kind, 0)
    for row in seen:
        if row.at in days:
            sums[row.kind] += row.sightings
    return Traffic(sums[Kind.BOTS], sums[Kind.RESOLVERS], sums[Kind.NOISE])


def _headcount(model: str, newest: date, daily: Sequence[Live]) -> Headcount | None:
    counts = {row.at: row for row in daily if row.model == model}
    if newest not in counts:
        return None
    past = [row.addresses for at, row in counts.items() if timedelta(0) < newest - at <= timedelta(days=7)]
    row = counts[newest]
    return Headcount(model, newest, row.low, row.addresses, median(past) if past else None)
