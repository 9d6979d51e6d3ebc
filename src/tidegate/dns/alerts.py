"""What the DNS subgroup raises: a gap that somebody outside the group has registered."""

from collections.abc import Container, Iterator, Sequence

from tidegate.dns.collisions import exemptions
from tidegate.dns.coverage.gaps import Gap, Why, gaps
from tidegate.names.days import Span
from tidegate.operation.alerts import Finding, record
from tidegate.operation.model import Operation
from tidegate.store import Home

TAKEN = "gap-taken"
MOST = 50
"""Names of one day that are told one by one, those that gain the adversary most; the rest is one alert, so that a
playbook that lacks a sinkhole does not drown the others."""


def raise_alerts(home: Home, operation: Operation, actor: str, span: Span | None = None) -> list[str]:
    """Look at the newest probes of `span` (None: of all days) and put every gap that an outsider took on the record.

    Returns the ids of the new alerts; doing it again adds none. Exempt names are their owners', and never alerts.
    """
    days = [day for day in home.lake.days("probes", operation.name) if span is None or day in span]
    proposed = {row.name for row in exemptions.rows(home.records, operation.name, exemptions.State.PROPOSED)}
    findings = [
        finding
        for day in days
        for finding in taken(gaps(home.lake, home.records, operation, day, why=Why.TAKEN), proposed)
    ]
    return record(home.records, operation.name, findings, actor)


def taken(found: Sequence[Gap], proposed: Container[str] = ()) -> Iterator[Finding]:
    """A finding for each of one day's gaps that an outsider holds; beyond MOST one for all others together. Pure.

    `proposed` are the names whose exemption waits for a decision: the evidence says so.
    """
    held = [gap for gap in found if gap.why is Why.TAKEN]
    for gap in held[:MOST]:
        yield _finding(gap, gap.name in proposed)
    if held[MOST:]:
        yield _rest(held[MOST:])


def _finding(gap: Gap, is_proposed: bool) -> Finding:
    reach = f"about {gap.bots:,.0f} bots try" if gap.bots is not None else f"{gap.share:.2%} of the bots try"
    waits = "; its exemption is proposed and not decided" if is_proposed else ""
    return Finding(
        TAKEN,
        gap.day,
        gap.name,
        f"{gap.name}, a rendezvous of {', '.join(gap.models)}, is held by an outsider: {reach} it that day",
        f"{gap.reason}; probed {gap.probed_at:%Y-%m-%d %H:%M} UTC; registry {gap.registry or 'unknown'}, "
        f"order {gap.order or 'none'}{waits}",
    )


def _rest(rest: Sequence[Gap]) -> Finding:
    return Finding(
        TAKEN,
        rest[0].day,
        "others",
        f"{len(rest):,} more rendezvous are held by outsiders",
        f"for example {', '.join(gap.name for gap in rest[:3])}; `tidegate gaps` lists them all. If they are the "
        "group's own, their sinkhole is missing in the playbook",
    )
