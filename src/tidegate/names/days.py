"""UTC days and ISO weeks, and what people type for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tidegate.errors import TidegateError

ONE_DAY = timedelta(days=1)
FIRST_LOCAL_MIDNIGHT = timedelta(hours=-14)
"""A day begins in UTC+14 fourteen hours before it begins in UTC."""
LAST_LOCAL_MIDNIGHT = timedelta(hours=12)
"""A day begins in UTC-12 twelve hours after it begins in UTC; it ends there twelve hours after it ended in UTC."""

_WEEK = re.compile(r"(\d{4})-W(\d{2})\Z")


@dataclass(frozen=True, order=True)
class Span:
    """Whole UTC days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise TidegateError(f"the span of days ends ({self.last}) before it begins ({self.first})")

    @classmethod
    def of(cls, first: date, days: int) -> "Span":
        """The span of `days` days that begins with `first`."""
        if days < 1:
            raise TidegateError(f"a span needs at least one day, not {days}")
        try:
            return cls(first, first + timedelta(days=days - 1))
        except OverflowError:
            raise TidegateError(f"{days} days from {first} end beyond the year 9999") from None

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=offset) for offset in range(len(self)))

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first} to {self.last}" if len(self) > 1 else str(self.first)


def parse_day(text: str) -> date:
    """`2009-04-01` as a date; TidegateError names the text otherwise."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise TidegateError(f"{text!r} is not a day; write it as YYYY-MM-DD") from None


def parse_week(text: str) -> Span:
    """`2009-W14` as its seven UTC days, Monday to Sunday (ISO 8601)."""
    match = _WEEK.match(text)
    if match:
        try:
            return Span.of(date.fromisocalendar(int(match[1]), int(match[2]), 1), 7)
        except ValueError:
            pass
    raise TidegateError(f"{text!r} is not an ISO week; write it as YYYY-Www, like 2009-W14")


def week_of(day: date) -> str:
    """The ISO week that holds `day`, as `2009-W14`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def midnight(day: date) -> datetime:
    """The beginning of `day` in UTC."""
    return datetime.combine(day, time(), UTC)
