"""Live sightings: what the sensors take right now, and what they have dropped."""

from datetime import UTC, datetime
from typing import Any

import ibis

from tidegate.sinkhole import counters
from tidegate.sinkhole.tail import Tail
from tidegate.web.page import SIGHTINGS, Data, Page, Tab, Visit
from tidegate.web.window import cut, model, row

_NEWEST = 25
"""How many rows stand on the page until something comes."""
_COLUMNS = ("seen_at", "family", "variant", "form", "protocol", "source", "host", "request", "agent")


def data(visit: Visit) -> Data:
    """The sensors with their counts, and the newest sightings: out of the journals, or else out of the lake."""
    sensors = [_dated(sensor) for sensor in counters.read(visit.home.folder("journal", visit.operation.name))]
    journaled = [row(sighting) for sighting in Tail(visit.home, visit.operation.name, last=_NEWEST).poll()]
    return {
        "sensors": sensors,
        "recorded": sum(sensor["recorded"] for sensor in sensors),
        "dropped": sum(sum(sensor["drops"].values()) for sensor in sensors),
        "newest": list(reversed(journaled)) or visit.remember(_ingested, reads=SIGHTINGS),
    }


def _dated(sensor: dict[str, Any]) -> dict[str, Any]:
    return {**sensor, **{key: datetime.fromisoformat(sensor[key]) for key in ("since", "as_of")}}


def _ingested(visit: Visit) -> list[dict[str, Any]]:
    lake, name = visit.home.lake, visit.operation.name
    rows = lake.table("sightings", name)
    newest = rows.select(*_COLUMNS).order_by(ibis.desc("seen_at")).limit(_NEWEST)
    return [_shown(found) for found in lake.execute(newest).to_pylist()]


def _shown(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "at": found["seen_at"].replace(tzinfo=UTC),
        "model": model(found["family"], found["variant"]),
        **{key: found[key] for key in ("form", "protocol", "source")},
        **{key: cut(found[key]) for key in ("host", "request", "agent")},
    }


PAGES = [Page("/live", "Live sightings", "live.html", data, Tab("Live", 70, "l"))]
