"""The moment that names are made for, as generators read it."""

from datetime import date
from typing import NamedTuple

from tidegate.dga.primitives.calendar import date_of, number_of

EPOCH = date(1970, 1, 1).toordinal()


class Moment(NamedTuple):
    """A UTC day in the numbers that generators are seeded with."""

    year: int
    month: int  # 1 to 12
    day: int  # 1 to 31
    weekday: int  # 0 is Monday
    yearday: int  # 1 is the first of January
    number: int  # whole days since 1970-01-01


def moment(day: date) -> Moment:
    """`day` as a moment."""
    ordinal = day.toordinal()
    first = date(day.year, 1, 1).toordinal()
    return Moment(day.year, day.month, day.day, day.weekday(), ordinal - first + 1, ordinal - EPOCH)


def moment_of(number: int) -> Moment:
    """The same of a day by its number, for compiled code."""
    year, month, day = date_of(number)
    return Moment(year, month, day, (number + 3) % 7, number - number_of(year, 1, 1) + 1, number)
