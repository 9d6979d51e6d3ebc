"""The population curve: how many addresses check in, live and in all, and what came in beside the bots."""

from typing import Any

from tidegate.census import population
from tidegate.census.population import Live, Seen
from tidegate.names.days import Span
from tidegate.web.page import SIGHTINGS, Data, Figure, Page, Tab, Visit

_DAYS_BY_HOUR = 7
"""How many days, the newest, are shown hour by hour."""


def data(visit: Visit) -> Data:
    """The live population per day and model, the footprint, and what else was seen; the newest day apart."""
    made = counted(visit)
    newest = max((row.at for row in made["live"]), default=None)
    return {
        "as_of": made["as_of"],
        "caveat": population.CAVEAT,
        "range": population.RANGE,
        "day": newest,
        "now": {row.model: row for row in made["live"] if row.at == newest},
        "footprint_now": {row.model: row for row in made["footprint"] if row.at == newest},
        "live": list(reversed(made["live"])),
        "footprint": made["footprint"],
        "seen": list(reversed(made["seen"])),
    }


def counted(visit: Visit) -> dict[str, Any]:
    """All that the census counts of the operation, each oldest first."""
    made: dict[str, Any] = visit.remember(_counted, reads=SIGHTINGS)
    return made


def live_chart(visit: Visit) -> Any:
    """The live population per day."""
    from tidegate.charts import population as chart

    return chart(counted(visit)["live"])


def hourly_chart(visit: Visit) -> Any:
    """The live population per hour of the newest days."""
    from tidegate.charts import population as chart

    return chart(visit.remember(_hourly, reads=SIGHTINGS))


def footprint_chart(visit: Visit) -> Any:
    """The footprint per day."""
    from tidegate.charts import footprint as chart

    return chart(counted(visit)["footprint"])


def seen_chart(visit: Visit) -> Any:
    """Everything that came in, per hour of the newest days."""
    from tidegate.charts import sightings as chart

    return chart(visit.remember(_seen_hourly, reads=SIGHTINGS))


def _counted(visit: Visit) -> dict[str, Any]:
    lake, name = visit.home.lake, visit.operation.name
    return {
        "as_of": population.as_of(lake, name),
        "live": population.live(lake, name, None, by="day"),
        "footprint": population.footprint(lake, name),
        "seen": population.seen(lake, name, by="day"),
    }


def _hourly(visit: Visit) -> list[Live]:
    days = _newest_days(visit)
    return population.live(visit.home.lake, visit.operation.name, days, by="hour") if days else []


def _seen_hourly(visit: Visit) -> list[Seen]:
    days = _newest_days(visit)
    return population.seen(visit.home.lake, visit.operation.name, days, by="hour") if days else []


def _newest_days(visit: Visit) -> Span | None:
    days = visit.home.lake.days("sightings", visit.operation.name)[-_DAYS_BY_HOUR:]
    return Span(days[0], days[-1]) if days else None


PAGES = [
    Page(
        "/population",
        "Population",
        "population.html",
        data,
        Tab("Population", 60, "p"),
        charts={
            "population": Figure(live_chart, SIGHTINGS),
            "hours": Figure(hourly_chart, SIGHTINGS),
            "footprint": Figure(footprint_chart, SIGHTINGS),
            "seen": Figure(seen_chart, SIGHTINGS),
        },
    )
]
