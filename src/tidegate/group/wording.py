"""Lengths of time and lists as a paper writes them, beside the figures that everybody writes alike."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from tidegate.names.figures import NOTHING, count, moment, percent, plural, weekday

__all__ = ["count", "days", "duration", "listed", "moment", "percent", "plural", "weekday"]


def duration(length: timedelta) -> str:
    """`3.2 days`, `5.5 hours`, `12 minutes`."""
    hours = length.total_seconds() / 3600
    if hours >= 48:
        return f"{hours / 24:.1f} days"
    return f"{hours:.1f} hours" if hours >= 1 else f"{hours * 60:.0f} minutes"


def listed(items: Iterable[str], most: int = 5) -> str:
    """`a, b and c`; of more than `most` the first ones and how many others."""
    every = list(items)
    shown = every if len(every) <= most else [*every[: most - 1], f"{len(every) - most + 1} others"]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def days(found: Sequence[date]) -> str:
    """`2009-03-08`; `2009-03-08 to 2009-03-10` where they follow each other; otherwise the first and how many more."""
    every = sorted(set(found))
    if not every:
        return NOTHING
    if len(every) == 1:
        return every[0].isoformat()
    if (every[-1] - every[0]).days == len(every) - 1:
        return f"{every[0]} to {every[-1]}"
    return f"{every[0]} and {plural(len(every) - 1, 'other day')}"
