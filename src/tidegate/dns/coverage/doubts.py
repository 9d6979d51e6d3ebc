"""Why a day's newest probes could not tell who holds a name."""

from datetime import date

import ibis

from tidegate.dns.probe.newest import newest
from tidegate.dns.probe.verdict import Verdict
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.store.lake import Lake


def doubts(lake: Lake, operation: Operation, day: date, limit: int) -> dict[str, int]:
    """The `limit` commonest reasons for the verdict `unknown`, with the number of names, the commonest first."""
    found = newest(lake.table("probes", operation.name, Span.of(day, 1)))
    unknown = found.filter(found.verdict == Verdict.UNKNOWN.value)
    counts = unknown.group_by("reason").agg(names=unknown.count())
    rows = lake.execute(counts.order_by(ibis.desc("names"), "reason").limit(limit)).to_pylist()
    return {row["reason"]: row["names"] for row in rows}
