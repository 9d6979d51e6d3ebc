"""For how long one set of names is valid: the calendar of a generator.

A period is a span of whole UTC days on all of which a bot makes the same set. Where sets of successive days overlap (a
bot that also tries the names of the days before), the period is the day.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tidegate.names.days import Span

_EPOCH = date(1970, 1, 1).toordinal()
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A calendar: `first` gives the first day of the period that a day is in."""

    name: str
    first: Callable[[date], date]
    longest: int
    """Days that a period has at most."""

    def __str__(self) -> str:
        return self.name

    def span(self, day: date) -> Span:
        """The whole period that `day` is in."""
        begin = self.first(day)
        beyond = min(begin.toordinal() + self.longest, date.max.toordinal())
        last = date.fromordinal(beyond)
        while last > day and self.first(last) != begin:
            last -= _DAY
        return Span(begin, last)

    def firsts(self, span: Span) -> Iterator[date]:
        """A day for each period that `span` touches, in order: its first, or that of `span` where it began before."""
        before: date | None = None
        for day in span:
            first = self.first(day)
            if first != before:
                yield day
            before = first


def days(count: int, name: str = "", offset: int = 0) -> Period:
    """Periods of `count` days, counted from `offset` days after 1970-01-01, a Thursday."""

    def first(day: date) -> date:
        return day - ((day.toordinal() - _EPOCH - offset) % count) * _DAY

    return Period(name or f"{count} days", first, count)


def parts_of_month(name: str, *begins: int) -> Period:
    """Parts of a month that begin on these days of it; the first is 1."""

    def first(day: date) -> date:
        return day.replace(day=max(begin for begin in begins if begin <= day.day))

    ends = [*begins[1:], 32]
    return Period(name, first, max(end - begin for begin, end in zip(begins, ends, strict=True)))


def parts_of_week(name: str, *begins: int) -> Period:
    """Parts of a week that begin on these weekdays of it; the first is 0, Monday."""

    def first(day: date) -> date:
        return day - (day.weekday() - max(begin for begin in begins if begin <= day.weekday())) * _DAY

    ends = [*begins[1:], 7]
    return Period(name, first, max(end - begin for begin, end in zip(begins, ends, strict=True)))


def cut_by_month(period: Period) -> Period:
    """Periods that end where the month does."""
    return Period(
        f"{period}, cut where the month changes", lambda day: max(period.first(day), day.replace(day=1)), period.longest
    )


def cut_by_year(period: Period) -> Period:
    """Periods that end where the year does."""
    return Period(
        f"{period}, cut where the year changes",
        lambda day: max(period.first(day), day.replace(month=1, day=1)),
        period.longest,
    )


DAY = days(1, "day")
WEEK = days(7, "week from Monday", offset=4)
MONTH = parts_of_month("month", 1)
YEAR = Period("year", lambda day: day.replace(month=1, day=1), 366)
ALWAYS = Period("always", lambda _day: date.min, date.max.toordinal())
