"""A second look at what a sensor could not make out: against the whole forecast, and every form known by now."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cache

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from tidegate.forecast.lookup import Match
from tidegate.sinkhole import classify, columns
from tidegate.sinkhole.sighting import UNKNOWN, Verdict
from tidegate.store.lake import Lake

Lookup = Callable[[Collection[str]], Mapping[str, Sequence[Match]]]


def recognise(rows: pa.Table, lookup: Lookup) -> pa.Table:
    """`rows` of `sightings`, of which those of no family or of unknown form are decided anew; `lookup` finds the
    rendezvous among their hosts."""
    doubtful = pc.or_(pc.is_null(rows["family"]), pc.equal(rows["form"], UNKNOWN))
    again = rows.select(["protocol", "request", "host", "seen_at"]).filter(doubtful)
    if not len(again):
        return rows
    matches = lookup(pc.unique(again["host"]).to_pylist())

    @cache
    def decide(protocol: str, request: str, host: str, seen: date) -> Verdict:
        found = matches.get(host, ())
        return classify.request(request, host, found, seen) if protocol == "http" else classify.query(found, seen)

    days = again["seen_at"].cast(pa.date32())
    again = again.set_column(3, "day", days)
    verdicts = [decide(*row) for row in zip(*(column.to_pylist() for column in again.columns), strict=True)]
    for name, values in columns.of_verdicts(verdicts).items():
        decided = pc.replace_with_mask(rows[name].combine_chunks(), doubtful.combine_chunks(), values)
        rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), decided)
    return rows


def in_forecast(lake: Lake, operation: str, hosts: Collection[str], exempt: Collection[str]) -> dict[str, list[Match]]:
    """The rendezvous, on any day, that `hosts` are and `exempt` are not."""
    names = sorted(host for host in hosts if "." in host and host not in exempt)
    if not names:
        return {}
    asked = ibis.memtable(pa.table({"name": names}))
    forecast = lake.table("forecast", operation).select("name", "family", "variant", "day", "position", "suffix")
    found: dict[str, list[Match]] = {}
    for row in lake.execute(forecast.semi_join(asked, "name")).to_pylist():
        found.setdefault(row.pop("name"), []).append(Match(**row))
    return found
