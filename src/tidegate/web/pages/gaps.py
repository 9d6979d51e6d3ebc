"""The gaps of a day: which names the adversary can still get, the worst first, each with the evidence."""

from datetime import date

from tidegate.dns.coverage import gaps
from tidegate.dns.coverage.gaps import Gap, Why
from tidegate.web import days, measured, named, numbers
from tidegate.web.page import COVERAGE, Data, NotFoundError, Page, Tab, Visit
from tidegate.web.standing import Standing

_MOST = 100
"""How many gaps are listed; `limit` in the address asks for another number."""

_MOST_AT_ALL = 5000


def data(visit: Visit) -> Data:
    """The worst gaps of the day asked for, or of the day of interest; and how many there are for which reason."""
    place, why = days.asked(visit), _why(visit)
    day, limit = place.day, numbers.whole(visit, "limit", _MOST_AT_ALL) or _MOST
    return {
        **vars(place),
        "label": named.label(visit),
        "why": why,
        "whole": measured.standing(visit, day) if day else Standing(),
        "exposures": measured.exposures(visit, day) if day else [],
        "reasons": visit.remember(_reasons, day, reads=COVERAGE) if day else {},
        "named": named.may_be_shown(visit),
        "gaps": worst(visit, day, limit, why) if day else [],
    }


def worst(visit: Visit, day: date, limit: int, why: Why | None = None) -> list[Gap]:
    """The `limit` worst gaps of `day`, or of one reason; none where the viewer may not know their names."""
    if not named.may_be_shown(visit):
        return []
    found: list[Gap] = visit.remember(_worst, day, limit, why, reads=COVERAGE)
    return found


def _worst(visit: Visit, day: date, limit: int, why: Why | None) -> list[Gap]:
    return gaps.gaps(visit.home.lake, visit.home.records, visit.operation, day, limit, why=why)


def _why(visit: Visit) -> Why | None:
    text = visit.query.get("why")
    if text not in (None, "", *Why):
        raise NotFoundError(f"there is no reason {text!r}; the reasons are {', '.join(Why)}")
    return Why(text) if text else None


def _reasons(visit: Visit, day: date) -> dict[str, int]:
    found = gaps.reasons(visit.home.lake, visit.home.records, visit.operation, day)
    return {str(why): count for why, count in found.items()}


PAGES = [Page("/gaps", "Gaps", "gaps.html", data, Tab("Gaps", 30, "g"))]
