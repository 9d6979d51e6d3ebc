"""The gaps of a day: which names the adversary can still get, the worst first, each with the evidence."""

from datetime import date

from tidegate.dns.coverage import gaps
from tidegate.dns.coverage.gaps import Gap
from tidegate.web import measured, named
from tidegate.web.page import COVERAGE, Data, NotFoundError, Page, Tab, Visit

_MOST = 100
"""How many gaps are listed; `limit` in the address asks for another number."""

_MOST_AT_ALL = 5000


def data(visit: Visit) -> Data:
    """The worst gaps of the day asked for, or of the day of interest; and how many there are for which reason."""
    days = visit.home.lake.days("forecast", visit.operation.name)
    day = visit.day("date", measured.day_of_interest(visit) or visit.today)
    if days and day not in days:
        raise NotFoundError(f"there is no forecast of {day}")
    limit = _limit(visit)
    at = days.index(day) if days else 0
    return {
        "label": named.label(visit),
        "day": day if days else None,
        "before": days[at - 1] if at else None,
        "after": days[at + 1] if at + 1 < len(days) else None,
        "whole": measured.standing(visit, day),
        "exposures": measured.exposures(visit, day),
        "reasons": visit.remember(_reasons, day, reads=COVERAGE) if days else {},
        "named": named.may_be_shown(visit),
        "gaps": worst(visit, day, limit) if days else [],
    }


def worst(visit: Visit, day: date, limit: int) -> list[Gap]:
    """The `limit` worst gaps of `day`; none where the viewer may not know their names."""
    if not named.may_be_shown(visit):
        return []
    found: list[Gap] = visit.remember(_worst, day, limit, reads=COVERAGE)
    return found


def _worst(visit: Visit, day: date, limit: int) -> list[Gap]:
    return gaps.gaps(visit.home.lake, visit.home.records, visit.operation, day, limit)


def _limit(visit: Visit) -> int:
    text = visit.query.get("limit", str(_MOST))
    if not text.isdecimal() or not 0 < int(text[:9]) <= _MOST_AT_ALL:
        raise NotFoundError(f"limit {text!r} is not a number from 1 to {_MOST_AT_ALL}")
    return int(text)


def _reasons(visit: Visit, day: date) -> dict[str, int]:
    found = gaps.reasons(visit.home.lake, visit.home.records, visit.operation, day)
    return {str(why): count for why, count in found.items()}


PAGES = [Page("/gaps", "Gaps", "gaps.html", data, Tab("Gaps", 30, "g"))]
