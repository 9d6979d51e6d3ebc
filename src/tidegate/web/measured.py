"""The coverage of the whole operation, measured once and kept: what the overview, the calendar and its days show."""

from datetime import date
from typing import Any

from tidegate.dns.coverage import measure as coverage
from tidegate.names.days import Span
from tidegate.web.page import COVERAGE, Visit
from tidegate.web.standing import Standing


def measured(visit: Visit) -> coverage.Coverage | None:
    """The coverage of every day of the forecast; None where there is no forecast."""
    made: coverage.Coverage | None = visit.remember(_measure, reads=COVERAGE)
    return made


def totals(visit: Visit) -> list[dict[str, Any]]:
    """Its rows per day, suffix and registry."""
    rows: list[dict[str, Any]] = visit.remember(_totals, reads=COVERAGE)
    return rows


def exposures(visit: Visit, day: date | None = None) -> list[coverage.Exposure]:
    """The exposures per day and model, or those of one day."""
    found = measured(visit)
    return [row for row in found.exposures if day in (None, row.day)] if found else []


def standing(visit: Visit, day: date) -> Standing:
    """How all names of one day stand."""
    return Standing.of(row for row in totals(visit) if row["day"] == day)


def day_of_interest(visit: Visit) -> date | None:
    """Today where there is a forecast of it; else the newest day that was probed; else the newest of the forecast."""
    lake, name = visit.home.lake, visit.operation.name
    forecast = lake.days("forecast", name)
    if visit.today in forecast:
        return visit.today
    probed = [day for day in lake.days("probes", name) if day in forecast]
    return max(probed or forecast, default=None)


def _measure(visit: Visit) -> coverage.Coverage | None:
    days = visit.home.lake.days("forecast", visit.operation.name)
    if not days:
        return None
    return coverage.measure(visit.home.lake, visit.home.records, visit.operation, Span(days[0], days[-1]))


def _totals(visit: Visit) -> list[dict[str, Any]]:
    found = measured(visit)
    return found.totals.to_pylist() if found else []
