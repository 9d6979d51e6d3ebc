"""The population curve: how many addresses check in, live and in all, and what came in beside the bots."""

from typing import Any

from tidegate.census import population
from tidegate.web.page import Data, Page, Tab, Visit


def data(visit: Visit) -> Data:
    """The live population per day and model, the footprint, and what else was seen; the newest day apart."""
    made = visit.remember(counted)
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
    lake, name = visit.home.lake, visit.operation.name
    return {
        "as_of": population.as_of(lake, name),
        "live": population.live(lake, name, None, by="day"),
        "footprint": population.footprint(lake, name),
        "seen": population.seen(lake, name, by="day"),
    }


def live_chart(visit: Visit) -> Any:
    """The live population per day."""
    from tidegate.charts import population as chart

    return chart(visit.remember(counted)["live"])


def hourly_chart(visit: Visit) -> Any:
    """The live population per hour."""
    from tidegate.charts import population as chart

    return chart(visit.remember(_hourly))


def footprint_chart(visit: Visit) -> Any:
    """The footprint per day."""
    from tidegate.charts import footprint as chart

    return chart(visit.remember(counted)["footprint"])


def seen_chart(visit: Visit) -> Any:
    """Everything that came in, per hour."""
    from tidegate.charts import sightings as chart

    return chart(visit.remember(_seen_hourly))


def _hourly(visit: Visit) -> list[population.Live]:
    return population.live(visit.home.lake, visit.operation.name, None, by="hour")


def _seen_hourly(visit: Visit) -> list[population.Seen]:
    return population.seen(visit.home.lake, visit.operation.name, by="hour")


PAGES = [
    Page(
        "/population",
        "Population",
        "population.html",
        data,
        Tab("Population", 60, "p"),
        charts={"population": live_chart, "hours": hourly_chart, "footprint": footprint_chart, "seen": seen_chart},
    )
]
