"""The coverage calendar, and what lies below it: a day's suffixes, and a suffix's names on that day."""

from datetime import date
from typing import Any

from tidegate.dns.coverage import tally
from tidegate.names.days import Span
from tidegate.web import days, measured, named
from tidegate.web.calendar import MEASURES, NO_SUFFIX, Calendar, calendar
from tidegate.web.page import COVERAGE, Data, NotFoundError, Page, Tab, Visit
from tidegate.web.standing import Standing

_MOST = 500
"""How many names a page shows; the JSON of the same address has them all."""
_NAME = ("name", "exempt", "claimed", "verified", "gap", "taken", "verdict", "reason", "probed_at", "addresses")


def data(visit: Visit) -> Data:
    """The whole calendar by one measure."""
    measure = _measure(visit)
    made: Calendar = visit.remember(_calendar, measure, reads=COVERAGE)
    newest = measured.day_of_interest(visit)
    return {
        "measure": measure,
        "measures": MEASURES,
        "days": made.days,
        "open": made.open,
        "rows": made.rows,
        "day": newest,
        "day_open": made.open[made.days.index(newest)] if newest else None,
        "whole": Standing.of(measured.totals(visit)),
    }


def one_day(visit: Visit) -> Data:
    """One day: how its names stand, per suffix the worst first, and each model's exposure."""
    day = days.known(visit)
    rows = [row for row in measured.totals(visit) if row["day"] == day]
    return {
        **vars(days.asked(visit, "day")),
        "whole": Standing.of(rows),
        "suffixes": [_suffix(row) for row in sorted(rows, key=lambda row: (-row["gaps"], row["suffix"] or ""))],
        "exposures": measured.exposures(visit, day),
    }


def one_suffix(visit: Visit) -> Data:
    """One suffix on one day: every name and what is known of it, the open ones first."""
    day, suffix = days.known(visit), visit.path["suffix"]
    rows = [row for row in measured.totals(visit) if row["day"] == day and (row["suffix"] or NO_SUFFIX) == suffix]
    if not rows:
        raise NotFoundError(f"no name of {day} is under {suffix!r}")
    is_named = named.may_be_shown(visit)
    wanted = None if suffix == NO_SUFFIX else suffix
    return {
        "label": named.label(visit),
        "day": day,
        "suffix": suffix,
        "registry": rows[0]["registry"] or "",
        "order_state": rows[0]["state"],
        "whole": Standing.of(rows),
        "most": _MOST,
        "named": is_named,
        "names": visit.remember(_names, day, wanted, reads=COVERAGE) if is_named else [],
    }


def _names(visit: Visit, day: date, suffix: str | None) -> list[dict[str, Any]]:
    names = tally.rendezvous(visit.home.lake, visit.home.records, visit.operation, Span.of(day, 1))
    mine = names.filter(names.suffix.isnull() if suffix is None else names.suffix == suffix)
    rows: list[dict[str, Any]] = visit.home.lake.execute(mine.select(*_NAME)).to_pylist()
    return sorted(rows, key=lambda row: (not row["taken"], not row["gap"], row["verified"], row["exempt"], row["name"]))


def _calendar(visit: Visit, measure: str) -> Calendar:
    return calendar(measured.totals(visit), measure)


def _suffix(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "suffix": row["suffix"] or NO_SUFFIX, "registry": row["registry"] or ""}


def _measure(visit: Visit) -> str:
    measure = visit.query.get("measure", "gaps")
    if measure not in MEASURES:
        raise NotFoundError(f"there is no measure {measure!r}; there is {', '.join(MEASURES)}")
    return measure


PAGES = [
    Page("/coverage", "Coverage calendar", "calendar.html", data, Tab("Coverage", 20, "c")),
    Page("/coverage/{day}", "Coverage of a day", "day.html", one_day, under="/coverage"),
    Page("/coverage/{day}/{suffix}", "Coverage of a suffix", "suffix.html", one_suffix, under="/coverage"),
]
