"""When a population leaves its band. Pure: counts in, findings out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import median

LEAST_DAYS = 3
"""Fewer days before are no band."""
LEAST_DEVIATIONS = 3
"""A count as small as a few addresses changes by chance; by more than this many standard deviations (of a Poisson
count around the usual one, so the square root of that) it hardly does."""


@dataclass(frozen=True)
class Departure:
    """A whole UTC day whose count is out of its band: `usual` is the median of the `days` before."""

    day: date
    count: int
    usual: float
    days: int

    @property
    def change(self) -> float:
        """How far above (or, negative, below) the usual count, as a share of it."""
        return self.count / self.usual - 1 if self.usual else float("inf")


def departures(counts: Mapping[date, int], days: Sequence[date], band: float, band_days: int) -> Iterator[Departure]:
    """The days on which a population left its band, oldest first.

    `days` are the whole days on which the sensors saw anything at all; from the first count on, a day without one is a
    day of nought addresses. A day is out when it is more than `band` (a share) away from the median of the `band_days`
    calendar days before it, and by more than chance. A day that only stays where an alerted one went is no news, until
    it leaves the band around the day before too.
    """
    watched = [day for day in days if counts and day >= min(counts)]
    before: Departure | None = None
    for day in watched:
        now = _departure(counts, watched, day, band, band_days)
        if now and not (before and _stays(before, now, band)):
            yield now
        before = now


def _departure(
    counts: Mapping[date, int], watched: Sequence[date], day: date, band: float, band_days: int
) -> Departure | None:
    past = [counts.get(earlier, 0) for earlier in watched if timedelta(0) < day - earlier <= timedelta(days=band_days)]
    if len(past) < min(LEAST_DAYS, band_days):
        return None
    now = Departure(day, counts.get(day, 0), median(past), len(past))
    off = abs(now.count - now.usual)
    return now if off > band * now.usual and off > LEAST_DEVIATIONS * sqrt(max(now.usual, 1)) else None


def _stays(before: Departure, now: Departure, band: float) -> bool:
    same_side = (before.change > 0) == (now.change > 0)
    return same_side and abs(now.count - before.count) <= band * before.count
