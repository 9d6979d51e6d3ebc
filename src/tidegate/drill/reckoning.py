"""Truth against sightings: what was answered must be in the lake, once, under the right hour and variant. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from tidegate.census.kinds import ALL
from tidegate.drill.truth import Kind

Key = tuple[datetime, str, int, str]
"""The hour, source address, source port and host of one check-in."""

_HTTP = (Kind.CHECK_IN, Kind.BROWSER, Kind.CRAWLER)
_DROPPED = (Kind.MALFORMED, Kind.ENDLESS)


@dataclass(frozen=True)
class Reckoning:
    """What became of what was sent. `lost` was answered and is in no sighting, `invented` was sighted and never sent;
    `misjudged` is in the lake as another variant's."""

    sent: int
    answered: int
    journaled: int
    lost: int
    invented: int
    misjudged: int
    dropped_on_purpose: int


def reckon(deeds: pa.Table, sightings: pa.Table, begins: datetime) -> Reckoning:
    """Compare the diary with the lake's sightings, one by one; `begins` is the drill's first hour, without a zone."""
    kept = deeds.filter(pc.invert(pc.is_in(deeds["kind"], pa.array(_DROPPED))))
    answered = kept.filter(kept["answered"])
    of_truth, of_lake = _truths(answered, begins), _sightings(sightings)
    expected, seen = _counted(of_truth), _counted(of_lake)
    variants = dict(of_truth)
    return Reckoning(
        sent=len(kept),
        answered=len(answered),
        journaled=len(sightings),
        lost=(expected - seen).total(),
        invented=(seen - _counted(_truths(kept, begins))).total(),
        misjudged=sum(variant != variants[key] for key, variant in of_lake if variants.get(key)),
        dropped_on_purpose=len(deeds) - len(kept),
    )


def addresses(deeds: pa.Table, first: date) -> dict[tuple[date, str], int]:
    """Distinct addresses that were really heard, by UTC day and variant, and of all variants together."""
    return _distinct(deeds, "source", first)


def machines(deeds: pa.Table, first: date) -> dict[tuple[date, str], int]:
    """Distinct machines that were really heard, by UTC day and variant, and of all variants together."""
    return _distinct(deeds, "machine", first)


def heard(deeds: pa.Table) -> pa.Table:
    """The answered check-ins of bots."""
    return deeds.filter(pc.and_(pc.equal(deeds["kind"], Kind.CHECK_IN), deeds["answered"]))


def _distinct(deeds: pa.Table, column: str, first: date) -> dict[tuple[date, str], int]:
    bots = heard(deeds)
    days = pc.divide(bots["hour"], 24)
    table = pa.table({"day": days, "variant": bots["variant"], "who": bots[column]})
    every = table.set_column(1, "variant", pa.array([ALL] * len(table), pa.string()))
    both = pa.concat_tables([table, every]).group_by(["day", "variant"]).aggregate([("who", "count_distinct")])
    return {(first + timedelta(days=row["day"]), row["variant"]): row["who_count_distinct"] for row in both.to_pylist()}


def _truths(answered: pa.Table, begins: datetime) -> list[tuple[Key, str | None]]:
    columns = (answered[name].to_pylist() for name in ("hour", "source", "port", "host", "variant"))
    return [
        ((begins + timedelta(hours=hour), source, port, host), variant)
        for hour, source, port, host, variant in zip(*columns, strict=True)
    ]


def _sightings(rows: pa.Table) -> list[tuple[Key, str | None]]:
    hours = pc.floor_temporal(rows["seen_at"], unit="hour").to_pylist()
    columns = (rows[name].to_pylist() for name in ("source", "source_port", "host", "variant"))
    return [
        ((hour, source, port, host), variant) for hour, source, port, host, variant in zip(hours, *columns, strict=True)
    ]


def _counted(rows: Iterable[tuple[Key, str | None]]) -> Counter[Key]:
    return Counter(key for key, _ in rows)
