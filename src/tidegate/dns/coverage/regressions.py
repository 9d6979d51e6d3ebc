"""Names that a probe saw denied and a later one did not: whose denial was lost."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tidegate.dns.collisions import exemptions
from tidegate.dns.probe.verdict import DENIED, Verdict
from tidegate.names.days import Span
from tidegate.store import Records
from tidegate.store.lake import Lake

_DENIED = [verdict.value for verdict in DENIED]


@dataclass(frozen=True)
class Regression:
    """A name that was denied, last when `denied_at`, and is not any more by the newest probe that could tell (UTC)."""

    name: str
    day: date
    suffix: str | None
    verdict: str
    reason: str
    denied_at: datetime
    probed_at: datetime


def regressions(lake: Lake, records: Records, operation: str, day: date) -> list[Regression]:
    """Those among the rendezvous of `day`, by name; exempt names are their owners' and left out."""
    probes = lake.table("probes", operation, Span.of(day, 1))
    told = probes.filter(probes.verdict != Verdict.UNKNOWN.value)
    by_name = told.group_by("name").agg(
        suffix=told.suffix.argmax(told.probed_at),
        verdict=told.verdict.argmax(told.probed_at),
        reason=told.reason.argmax(told.probed_at),
        probed_at=told.probed_at.max(),
        denied_at=told.probed_at.max(where=told.verdict.isin(_DENIED)),
    )
    lost = by_name.filter(~by_name.verdict.isin(_DENIED) & by_name.denied_at.notnull()).order_by("name")
    exempt = exemptions.accepted(records, operation)
    return [
        Regression(
            name=row["name"],
            day=day,
            suffix=row["suffix"],
            verdict=row["verdict"],
            reason=row["reason"],
            denied_at=row["denied_at"].replace(tzinfo=UTC),
            probed_at=row["probed_at"].replace(tzinfo=UTC),
        )
        for row in lake.execute(lost).to_pylist()
        if row["name"] not in exempt
    ]
