"""Truth against sightings: what was answered must be in the lake, once, under the right hour and variant. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from tidegate.census.kinds import ALL
from tidegate.drill.truth import Kind

KEY = ["hour", "source", "port", "host"]
"""What tells one request from all others: a port is not used twice in an hour by one address."""
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
    seen = _of_lake(sightings, begins)
    both = answered.filter(answered["variant"].is_valid()).join(seen, KEY, join_type="inner", right_suffix="_seen")
    return Reckoning(
        sent=len(kept),
        answered=len(answered),
        journaled=len(sightings),
        lost=_beyond(answered, seen),
        invented=_beyond(seen, kept),
        misjudged=pc.sum(pc.not_equal(both["variant"], pc.fill_null(both["variant_seen"], ""))).as_py() or 0,
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


def _of_lake(sightings: pa.Table, begins: datetime) -> pa.Table:
    """The sightings as a diary would have them."""
    hours = pc.hours_between(pa.scalar(begins, sightings["seen_at"].type), sightings["seen_at"]).cast(pa.int32())
    columns = {"source": "source", "port": "source_port", "host": "host", "variant": "variant"}
    return pa.table({"hour": hours, **{name: sightings[column] for name, column in columns.items()}})


def _beyond(some: pa.Table, others: pa.Table) -> int:
    """How many of `some` are not among `others`; what stands there twice has to stand here twice."""
    counts = _counted(some).join(_counted(others), KEY, join_type="left outer", right_suffix="_there")
    more = pc.subtract(counts["n"], pc.fill_null(counts["n_there"], 0))
    return pc.sum(pc.max_element_wise(more, 0)).as_py() or 0


def _counted(rows: pa.Table) -> pa.Table:
    counted = rows.group_by(KEY).aggregate([([], "count_all")])
    return counted.rename_columns([*KEY, "n"])
