"""The moment that names are made for, as generators read it."""

from datetime import date
from typing import NamedTuple


class Moment(NamedTuple):
    """A UTC day in the numbers that generators are seeded with."""

    year: int
    month: int  # 1 to 12
    day: int  # 1 to 31
    weekday: int  # 0 is Monday
    yearday: int  # 1 is the first of January
    number: int  # whole days since 1970-01-01


_EPOCH = date(1970, 1, 1).toordinal()


def moment(day: date) -> Moment:
    """`day` as a moment."""
    ordinal = day.toordinal()
    first = date(day.year, 1, 1).toordinal()
    return Moment(day.year, day.month, day.day, day.weekday(), ordinal - first + 1, ordinal - _EPOCH)
