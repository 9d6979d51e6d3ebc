"""The gaps of a day: which names the adversary can still get, the worst first, each with the evidence."""

from collections import Counter
from datetime import date

from tidegate.dns import gaps
from tidegate.dns.gaps import Gap
from tidegate.web import measured
from tidegate.web.page import Data, NotFoundError, Page, Tab, Visit

_MOST = 100
"""How many gaps are listed; `limit` in the address asks for another number."""


def data(visit: Visit) -> Data:
    """The worst gaps of the day asked for, or of the day of interest; and how many there are for which reason."""
    days = visit.home.lake.days("forecast", visit.operation.name)
    day = visit.day("date", measured.day_of_interest(visit) or visit.today)
    if days and day not in days:
        raise NotFoundError(f"there is no forecast of {day}")
    found = visit.remember(worst, day, _limit(visit)) if days else []
    at = days.index(day) if days else 0
    return {
        "day": day if days else None,
        "before": days[at - 1] if at else None,
        "after": days[at + 1] if at + 1 < len(days) else None,
        "whole": measured.standing(visit, day),
        "exposures": measured.exposures(visit, day),
        "whys": dict(Counter(str(gap.why) for gap in found)),
        "gaps": found,
    }


def worst(visit: Visit, day: date, limit: int) -> list[Gap]:
    """The `limit` worst gaps of `day`."""
    return gaps.gaps(visit.home.lake, visit.home.records, visit.operation, day, limit)


def _limit(visit: Visit) -> int:
    text = visit.query.get("limit", str(_MOST))
    if not text.isdecimal() or not 0 < int(text) <= 100_000:
        raise NotFoundError(f"limit {text!r} is not a number from 1 to 100000")
    return int(text)


PAGES = [Page("/gaps", "Gaps", "gaps.html", data, Tab("Gaps", 30, "g"))]
