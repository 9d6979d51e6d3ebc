"""A census written down: for people first the answer and then the evidence, for programs JSON and CSV."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from tidegate.census.kinds import ALL, Kind
from tidegate.census.population import CAVEAT, RANGE
from tidegate.census.report import Census

COLUMNS = ("figure", "at", "of", "addresses", "low", "high", "new", "sightings", "share", "label")
"""The columns of the CSV."""


def answer(census: Census) -> Iterator[str]:
    """The census in a few sentences, for people."""
    if census.days is None or census.as_of is None:
        yield f"{census.operation}: no sightings on these days"
        return
    today = census.today
    if today:
        so_far = "" if today.at in census.whole else " so far"
        yield f"{census.operation}: {today.low:,} to {today.high:,} addresses live on {today.at}{so_far} ({RANGE}, UTC)"
    total = max((point.addresses for point in census.footprint if point.model == ALL), default=0)
    yield f"footprint: {total:,} distinct addresses, {census.days}"
    yield f"as of {census.as_of:%Y-%m-%d %H:%M:%S} UTC"
    yield CAVEAT


def table(census: Census) -> list[dict[str, Any]]:
    """A row for each time: addresses per model and of all, a day's busiest hour and footprint, and whom else we saw.

    Models of one family go by their variants, so that the table stays narrow.
    """
    short = _short(census)
    counts: dict[tuple[object, str], int | None] = {(row.at, short[row.model]): row.addresses for row in census.live}
    counts |= {(row.at, "busiest_hour"): row.low for row in census.live if row.model == ALL and row.low is not None}
    counts |= {(point.at, "footprint"): point.addresses for point in census.footprint if point.model == ALL}
    counts |= {(row.at, row.kind.value): row.addresses for row in census.seen}
    columns = [*short.values(), "busiest_hour", "footprint", Kind.RESOLVERS.value, Kind.NOISE.value]
    shown = [column for column in columns if any((row.at, column) in counts for row in census.seen)]
    times = dict.fromkeys(row.at for row in census.seen)
    return [{"utc": _written(at), **{column: counts.get((at, column), 0) for column in shown}} for at in times]


def document(census: Census) -> dict[str, Any]:
    """The census as one JSON document."""
    parts = ("live", "footprint", "seen", "networks", "countries", "sources")
    return {
        "operation": census.operation,
        "first": census.days and census.days.first,
        "last": census.days and census.days.last,
        "as_of": census.as_of,
        "today": census.today and vars(census.today),
        "range": RANGE,
        "caveat": CAVEAT,
        **{part: [vars(row) for row in getattr(census, part)] for part in parts},
    }


def csv_text(census: Census, label: str) -> str:
    """The census as CSV: `figure` says what is counted, `at` when (UTC), `of` whom or where; each row is labelled."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, "label": label} for row in _rows(census))
    return text.getvalue()


def json_text(document: Mapping[str, Any]) -> str:
    """A document as JSON, moments in ISO 8601."""
    return json.dumps(document, default=lambda moment: moment.isoformat(), indent=2) + "\n"


def _rows(census: Census) -> Iterator[Mapping[str, Any]]:
    for row in census.live:
        yield {**vars(row), "figure": "live", "at": _written(row.at), "of": row.model}
    for point in census.footprint:
        yield {**vars(point), "figure": "footprint", "of": point.model}
    for other in census.seen:
        yield {**vars(other), "figure": "seen", "at": _written(other.at), "of": other.kind.value}
    for figure, places in (("network", census.networks), ("country", census.countries)):
        for place in places:
            yield {**vars(place), "figure": figure, "at": census.days, "of": place.place}


def _short(census: Census) -> dict[str, str]:
    models = sorted({row.model for row in census.live} - {ALL})
    families = {model.partition("/")[0] for model in models}
    names = [model.partition("/")[2] or model for model in models] if len(families) == 1 else models
    return {**dict(zip(models, names, strict=True)), ALL: ALL}


def _written(at: date | datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M") if isinstance(at, datetime) else str(at)
