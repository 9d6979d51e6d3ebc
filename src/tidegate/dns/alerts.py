"""What the DNS subgroup raises: a gap that an outsider has registered, a denial that was lost, an owner's claim.

The first two tell names that the adversary can get, and are for as few as the list of gaps.
"""

from collections.abc import Container, Iterator, Sequence
from datetime import date

from tidegate.dns.appeals import alerts as appeals
from tidegate.dns.collisions import exemptions
from tidegate.dns.coverage.gaps import NAMED, Gap, Why, gaps
from tidegate.dns.coverage.regressions import Regression, regressions
from tidegate.names.days import Span
from tidegate.names.figures import plural
from tidegate.operation.alerts import Finding, record
from tidegate.operation.model import Operation
from tidegate.store import Home

TAKEN = "gap-taken"
LOST = "denial-lost"
MOST = 50
"""Names of one day that are told one by one, those that gain the adversary most; the rest is one alert, so that a
playbook that lacks a sinkhole does not drown the others."""


def raise_alerts(home: Home, operation: Operation, actor: str, span: Span | None = None) -> list[str]:
    """Look at the probes of `span` (None: of all days) and put on the record every gap that an outsider took, and every
    name that was denied and is not any more; and what the appeals call for.

    Returns the ids of the new alerts; doing it again adds none. Exempt names are their owners', and never alerts.
    """
    days = [day for day in home.lake.days("probes", operation.name) if span is None or day in span]
    proposed = {row.name for row in exemptions.rows(home.records, operation.name, exemptions.State.PROPOSED)}
    today = home.now().date()
    findings: list[Finding] = []
    for day in days:
        held = gaps(home.lake, home.records, operation, day, why=Why.TAKEN)
        findings += taken(held, proposed, today)
        findings += lost(regressions(home.lake, home.records, operation.name, day))
    return [*record(home.records, operation.name, findings, actor), *appeals.raise_alerts(home, operation, actor)]


def taken(found: Sequence[Gap], proposed: Container[str] = (), today: date = date.max) -> Iterator[Finding]:
    """A finding for each of one day's gaps that an outsider holds; beyond MOST one for all others together. Pure.

    `proposed` are the names whose exemption waits for a decision: the evidence says so. Who holds a name before its day
    has come, after `today`, knows what the bots will ask for.
    """
    held = [gap for gap in found if gap.why is Why.TAKEN]
    for gap in held[:MOST]:
        yield _finding(gap, gap.name in proposed, (gap.day - today).days)
    if held[MOST:]:
        yield _rest(held[MOST:])


def lost(found: Sequence[Regression]) -> Iterator[Finding]:
    """A finding for each of one day's names that were denied and are not; beyond MOST one for all others. Pure."""
    for name in found[:MOST]:
        yield Finding(
            LOST,
            name.day,
            name.name,
            f"{name.name} was denied, and is {name.verdict} now",
            f"{name.reason}; probed {name.probed_at:%Y-%m-%d %H:%M} UTC; "
            f"denied until {name.denied_at:%Y-%m-%d %H:%M} UTC",
            NAMED.tlp,
        )
    if rest := found[MOST:]:
        suffixes = sorted({name.suffix or "no known suffix" for name in rest})
        yield Finding(
            LOST,
            rest[0].day,
            "others",
            f"{len(rest):,} more rendezvous were denied, and are not any more",
            f"under {', '.join(suffixes)}; for example {', '.join(name.name for name in rest[:3])}",
            NAMED.tlp,
        )


def _finding(gap: Gap, is_proposed: bool, ahead: int) -> Finding:
    reach = f"about {gap.bots:,.0f} bots try" if gap.bots is not None else f"{gap.share:.2%} of the bots try"
    waits = "; its exemption is proposed and not decided" if is_proposed else ""
    early = f", {plural(ahead, 'day')} ahead" if ahead > 0 else ""
    return Finding(
        TAKEN,
        gap.day,
        gap.name,
        f"{gap.name}, a rendezvous of {', '.join(gap.models)}, is held by an outsider{early}: {reach} it that day",
        f"{gap.reason}; probed {gap.probed_at:%Y-%m-%d %H:%M} UTC; registry {gap.registry or 'unknown'}, "
        f"order {gap.order or 'none'}{waits}",
        NAMED.tlp,
    )


def _rest(rest: Sequence[Gap]) -> Finding:
    return Finding(
        TAKEN,
        rest[0].day,
        "others",
        f"{len(rest):,} more rendezvous are held by outsiders",
        f"for example {', '.join(gap.name for gap in rest[:3])}; `tidegate gaps` lists them all. If they are the "
        "group's own, their sinkhole is missing in the playbook",
        NAMED.tlp,
    )
