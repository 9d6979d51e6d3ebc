"""Figures and lists as a paper writes them: with unit and zone, and never rounded into something better than it is."""

import math
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

NOTHING = "–"
"""What stands where there is no figure."""


def count(value: float | None) -> str:
    """`50,500`; a fraction is rounded to a whole one."""
    return NOTHING if value is None else f"{round(value):,}"


def plural(number: int, one: str, many: str = "") -> str:
    """`1 name`, `3 names`; `many` where an s does not make it."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def percent(share: float | None) -> str:
    """`98.7 %` for 0.987, `35 %` for exactly that. What is not nothing is never written as 0 %, nor what is not all as
    100 %."""
    if share is None or math.isnan(share):
        return NOTHING
    if math.isclose(100 * share, round(100 * share), abs_tol=1e-9):
        return f"{round(100 * share)} %"
    for digits in (1, 2, 3):
        text = f"{100 * share:.{digits}f}"
        if 0 < float(text) < 100:
            return f"{text} %"
    return "under 0.001 %" if share < 0.5 else "over 99.999 %"


def weekday(day: date) -> str:
    """`Wed 2009-04-01`."""
    return f"{day:%a} {day.isoformat()}"


def moment(at: datetime) -> str:
    """`2009-04-01 06:00 UTC`."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


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
