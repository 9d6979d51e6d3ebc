"""Whom to chase next: the fewest registries or names for a wanted exposure, or the registries that cut it most."""

from datetime import date

from tidegate.dns.coverage import chase
from tidegate.dns.coverage.chase import Chase, NameChase
from tidegate.dns.coverage.gaps import gaps
from tidegate.web import days, measured, named, numbers
from tidegate.web.page import COVERAGE, Data, NotFoundError, Page, Visit
from tidegate.web.pooled import pooled

BY = ("registry", "name")
_MOST_REGISTRIES = 1000
_MOST = 500
"""How many names a page shows; the JSON of the same address has them all."""


def data(visit: Visit) -> Data:
    """The answer for the day, by registry or by name, with its proof."""
    place, by, most = days.asked(visit), _by(visit), numbers.whole(visit, "most", _MOST_REGISTRIES)
    wanted = numbers.share(visit, "below", visit.operation.playbook.thresholds.exposure)
    if by == "name" and most:
        raise NotFoundError("names are chased down to an exposure: leave out most")
    is_named = named.may_be_shown(visit)
    values = {**vars(place), "by": by, "below": wanted, "most": most, "named": is_named, "shown": _MOST}
    if place.day is None:
        return {**values, "found": None, "exposures": []}
    values["exposures"] = measured.exposures(visit, place.day)
    if by == "registry":
        return {**values, "found": _registries(visit, place.day, wanted, most)}
    found = visit.remember(_names, place.day, wanted, reads=COVERAGE) if is_named else None
    return {**values, "label": named.label(visit), "found": found}


def _registries(visit: Visit, day: date, wanted: float, most: int | None) -> Chase:
    cells = pooled(visit, day)
    return chase.most(cells, most) if most else chase.below(cells, wanted)


def _names(visit: Visit, day: date, wanted: float) -> NameChase:
    found = gaps(visit.home.lake, visit.home.records, visit.operation, day)
    return chase.names_below(found, pooled(visit, day), visit.operation.playbook.models, wanted)


def _by(visit: Visit) -> str:
    by = visit.query.get("by", BY[0])
    if by not in BY:
        raise NotFoundError(f"names or registries are chased: by {by!r} is neither; there is {', '.join(BY)}")
    return by


PAGES = [Page("/gaps/chase", "Whom to chase next", "chase.html", data, under="/gaps")]
