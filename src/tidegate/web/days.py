"""Which day of the forecast a page is about, and the days beside it."""

from dataclasses import dataclass
from datetime import date

from tidegate.web import measured
from tidegate.web.page import NotFoundError, Visit


@dataclass(frozen=True)
class Place:
    """A day of the forecast between the day `before` and the day `after` it; None where there is none."""

    day: date | None = None
    before: date | None = None
    after: date | None = None


def asked(visit: Visit, name: str = "date") -> Place:
    """The day that the address gives as `name`, or else the day of interest; no day at all where there is no forecast.
    NotFoundError where the forecast does not have the day."""
    days = visit.home.lake.days("forecast", visit.operation.name)
    day = visit.day(name, measured.day_of_interest(visit) or visit.today)
    if day not in days:
        if not days and name not in visit.path:
            return Place()
        raise NotFoundError(f"there is no forecast of {day}")
    at = days.index(day)
    return Place(day, days[at - 1] if at else None, days[at + 1] if at + 1 < len(days) else None)


def known(visit: Visit, name: str = "day") -> date:
    """The day that the address gives as `name`; NotFoundError where the forecast does not have it."""
    day = asked(visit, name).day
    if day is None:
        raise NotFoundError("there is no forecast")
    return day
