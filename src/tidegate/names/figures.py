"""Figures as people read them: with unit and zone, never rounded into something better than it is."""

import math
from datetime import UTC, date, datetime

NOTHING = "–"
"""What stands where there is no figure."""


def count(value: float | None) -> str:
    """`50,500`; a fraction is rounded to a whole one."""
    return NOTHING if value is None else f"{round(value):,}"


def brief(value: int) -> str:
    """A count where there is hardly room: `950`, `6.9k`, `51k`."""
    if value < 1000:
        return str(value)
    return f"{value / 1000:.1f}k" if value < 9950 else f"{value / 1000:.0f}k"


def about(value: float | None) -> str:
    """An estimate to three significant digits: `19,800`."""
    if value is None:
        return NOTHING
    if value == 0 or not math.isfinite(value):
        return count(value) if value == 0 else NOTHING
    return count(round(value, 2 - math.floor(math.log10(abs(value)))))


def percent(share: float | None) -> str:
    """`98.7 %` for 0.987. Only nothing is `0 %` and only all is `100 %`; the rest is rounded to neither."""
    if share is None or math.isnan(share):
        return NOTHING
    if share in (0, 1):
        return f"{share:.0%}".replace("%", " %")
    for digits in (1, 2, 3):
        text = f"{100 * share:.{digits}f}"
        if 0 < float(text) < 100:
            return f"{text} %"
    return "< 0.001 %" if share < 0.5 else "> 99.999 %"


def weekday(value: date | None) -> str:
    """`Wed 2009-04-01`."""
    return NOTHING if value is None else f"{value:%a} {value.isoformat()}"


def until(first: date, last: date) -> str:
    """`2009-03-29 to 04-02`: the year of the last day only where it is another."""
    if first == last:
        return first.isoformat()
    return f"{first.isoformat()} to {last:%m-%d}" if first.year == last.year else f"{first} to {last}"


def moment(value: datetime | None) -> str:
    """`2009-04-01 06:00 UTC`, whatever zone it came with; one without a zone is UTC."""
    if value is None:
        return NOTHING
    utc = value.astimezone(UTC) if value.tzinfo else value
    return f"{utc:%Y-%m-%d %H:%M} UTC"


def plural(number: int, one: str, many: str = "") -> str:
    """`1 name`, `3 names`; `many` where an s does not make it."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"
