"""How large the botnet is, in two senses that must not be mixed: its footprint and its live population.

The footprint is every address that was ever seen; the live population those seen in one UTC hour or day (Rajab,
Zarfoss, Monrose, Terzis, "My Botnet is Bigger than Yours", HotBots 2007). Both count distinct addresses, exactly. An
address is not a bot: machines that change theirs (DHCP) make the count too high, the more the longer the time, and
beyond a day it says little about machines (Moore, Shannon, Brown on Code-Red, IMW 2002); machines that share one
(NAT) make it too low. So a day has a range: `low` is its busiest hour, in which hardly any machine changes its
address, and `high` the whole day.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import accumulate
from typing import Literal

import ibis

from tidegate.census import kinds
from tidegate.names.days import Span
from tidegate.store.lake import Lake

CAVEAT = (
    "An address is not a bot: machines that change addresses (DHCP) make a count too high, machines that share one "
    "(NAT) too low."
)
RANGE = "busiest hour to whole day"
"""The method behind `low` and `high`."""


@dataclass(frozen=True)
class Live:
    """Distinct addresses of one model that checked in during one UTC day (a date) or hour (a moment).

    `low` is the most addresses of one hour of that day and `high` those of the whole day; an hour has neither.
    """

    at: date | datetime
    model: str
    addresses: int
    sightings: int
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Footprint:
    """Distinct addresses of one model from `since` to the end of the UTC day `at`; `new` of them on that day."""

    at: date
    since: date
    model: str
    addresses: int
    new: int


@dataclass(frozen=True)
class Seen:
    """What came in during one UTC day or hour, by whom it came from."""

    at: date | datetime
    kind: kinds.Kind
    addresses: int
    sightings: int


def live(lake: Lake, operation: str, span: Span | None = None, by: Literal["day", "hour"] = "day") -> list[Live]:
    """The live population per UTC day or hour and model, and of all models together; a time without any is left out."""
    rows = kinds.bots(lake.table("sightings", operation, span))
    hourly = _counted(rows, rows.seen_at.truncate("h"), "model")
    if by == "hour":
        return [Live(_utc(at), model, addresses, count) for at, model, addresses, count in _fetch(lake, hourly)]
    busiest: dict[tuple[date, str], int] = defaultdict(int)
    for at, model, addresses, _ in _fetch(lake, hourly):
        busiest[at.date(), model] = max(busiest[at.date(), model], addresses)
    return [
        Live(day, model, addresses, count, busiest[day, model], addresses)
        for day, model, addresses, count in _fetch(lake, _counted(rows, rows.day, "model"))
    ]


def footprint(lake: Lake, operation: str, span: Span | None = None) -> list[Footprint]:
    """The footprint at the end of every UTC day of `span` (of all days with sightings, where none is given)."""
    days = lake.days("sightings", operation)
    if not days:
        return []
    span = span or Span(days[0], days[-1])
    rows = kinds.bots(lake.table("sightings", operation, span))
    first = rows.group_by("model", "source").agg(first=rows.day.min())
    new: dict[str, dict[date, int]] = defaultdict(dict)
    for row in lake.execute(first.group_by("model", "first").agg(new=first.count())).to_pylist():
        new[row["model"]][row["first"]] = row["new"]
    return sorted(
        (point for model, per_day in new.items() for point in cumulated(model, span, per_day)),
        key=lambda point: (point.at, point.model),
    )


def cumulated(model: str, span: Span, new: dict[date, int]) -> Iterator[Footprint]:
    """The footprint on each day of `span` from the first that has `new` addresses on."""
    totals = accumulate(new.get(day, 0) for day in span)
    for day, total in zip(span, totals, strict=True):
        if total:
            yield Footprint(day, span.first, model, total, new.get(day, 0))


def seen(lake: Lake, operation: str, span: Span | None = None, by: Literal["day", "hour"] = "day") -> list[Seen]:
    """All that came in per UTC day or hour: bots, resolvers (not infected themselves) and noise, each apart."""
    table = lake.table("sightings", operation, span)
    rows = table.mutate(kind=kinds.kind(table))
    counted = _counted(rows, rows.day if by == "day" else rows.seen_at.truncate("h"), "kind")
    return [Seen(_utc(at), kinds.Kind(kind), addresses, count) for at, kind, addresses, count in _fetch(lake, counted)]


def as_of(lake: Lake, operation: str, span: Span | None = None) -> datetime | None:
    """The moment of the newest sighting, None where there is none."""
    rows = lake.table("sightings", operation, span)
    (newest,) = lake.execute(rows.agg(newest=rows.seen_at.max())).to_pylist()
    return newest["newest"].replace(tzinfo=UTC) if newest["newest"] else None


def whole_days(days: Sequence[date], newest: datetime | None) -> list[date]:
    """Those of `days` that are over: something was seen after them. The last day may still be going on."""
    return [day for day in days if newest is not None and day < newest.date()]


def _counted(rows: ibis.Table, at: ibis.Value, key: str) -> ibis.Table:
    """Distinct sources and sightings per `at` and `key`. Grouped twice, since the engine can spill that to disk."""
    each = rows.group_by(at.name("at"), key, "source").agg(sightings=rows.count())
    return each.group_by("at", key).agg(addresses=each.count(), sightings=each.sightings.sum()).order_by("at", key)


def _fetch(lake: Lake, counted: ibis.Table) -> Iterator[tuple[datetime, str, int, int]]:
    return (tuple(row.values()) for row in lake.execute(counted).to_pylist())


def _utc(at: date | datetime) -> date | datetime:
    return at.replace(tzinfo=UTC) if isinstance(at, datetime) else at
