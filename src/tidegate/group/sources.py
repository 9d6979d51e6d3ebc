"""What a briefing is made from, read once out of both stores."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tidegate.census import population
from tidegate.census.population import Live, Seen
from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions import finding as collisions
from tidegate.dns.collisions.exemptions import Exemption
from tidegate.dns.coverage import measure as coverage
from tidegate.dns.coverage.gaps import Gap, Why, gaps
from tidegate.dns.coverage.measure import Coverage, Exposure, roll_up
from tidegate.dns.orders import life as orders
from tidegate.dns.orders.life import Order
from tidegate.group import decisions
from tidegate.group.decisions import Decision
from tidegate.names.days import Span, week_of
from tidegate.operation import alerts
from tidegate.operation.alerts import Alert
from tidegate.operation.clearance import ADDED, EVERY_OPERATION
from tidegate.operation.model import Operation
from tidegate.store import Event, Home, Records

BRIEFED = "briefing.made"
LOOK_BACK = timedelta(days=28)
"""How long before the coming week the population curve begins."""
MOST_NAMES = 25
"""Gaps that are told by name."""
_DAYS_BY_NAME = 2


@dataclass(frozen=True)
class Sources:
    """Everything about one operation that bears on the week ahead, as of a moment (UTC)."""

    operation: Operation
    week: Span
    as_of: datetime
    since: datetime | None  # when the last briefing for an earlier week was made
    events: Sequence[Event]  # since then
    totals: Sequence[Mapping[str, Any]]  # coverage per day, suffix and registry
    exposures: Sequence[Exposure]
    gaps: Sequence[Gap]  # the worst ones of the worst days
    live: Sequence[Live]
    seen: Sequence[Seen]
    loads: Mapping[str, float]  # the most requests a day that a colliding name's owner would get
    exemptions: Sequence[Exemption]
    orders: Sequence[Order]
    alerts: Sequence[Alert]
    decisions: Sequence[Decision]

    @property
    def news_alerts(self) -> list[Alert]:
        """The alerts raised since the last briefing."""
        return [alert for alert in self.alerts if self.since is None or alert.raised_at > self.since]


def gather(home: Home, operation: Operation, week: Span) -> Sources:
    """Read it all."""
    records, lake, name = home.records, home.lake, operation.name
    since = last_briefing(records, name, week)
    measured = coverage.measure(lake, records, operation, week)
    back = Span(week.first - LOOK_BACK, week.last)
    return Sources(
        operation=operation,
        week=week,
        as_of=home.now(),
        since=since.at if since else None,
        events=_events(records, name, since.seq if since else 0),
        totals=measured.totals.to_pylist(),
        exposures=measured.exposures,
        gaps=_worst_gaps(home, operation, measured),
        live=population.live(lake, name, back),
        seen=population.seen(lake, name, back),
        loads=_loads(home, operation),
        exemptions=exemptions.rows(records, name),
        orders=orders.rows(records, name),
        alerts=alerts.rows(records, name),
        decisions=decisions.rows(records, name),
    )


def last_briefing(records: Records, operation: str, week: Span) -> Event | None:
    """The event of the newest briefing for a week before `week`: making a week's briefing again moves nothing."""
    made = [event for event in records.events(operation, {BRIEFED}) if event.body["week"] < week_of(week.first)]
    return made[-1] if made else None


def _events(records: Records, operation: str, after: int) -> list[Event]:
    joined = records.events(EVERY_OPERATION, {ADDED}, after)
    return sorted([*records.events(operation, after=after), *joined], key=lambda event: event.seq)


def _worst_gaps(home: Home, operation: Operation, measured: Coverage) -> list[Gap]:
    """The worst gaps of the worst days: those with names in an outsider's hands, then the most exposed."""
    taken = Counter({row["day"]: row["taken"] for row in roll_up(measured.totals, ["day"]).to_pylist()})
    worst: dict[date, tuple[int, float, int]] = {}
    for row in measured.exposures:
        if row.gaps:
            rank = (taken[row.day], row.exposure, row.gaps)
            worst[row.day] = max(rank, worst.get(row.day, rank))
    days = sorted(worst, key=lambda day: worst[day], reverse=True)[:_DAYS_BY_NAME]
    found = [gap for day in days for gap in gaps(home.lake, home.records, operation, day, MOST_NAMES)]
    ranks = list(Why)
    proved = [gap for gap in found if gap.why is not Why.UNPROVED]
    return sorted(proved, key=lambda gap: (ranks.index(gap.why), -(gap.bots or 0), gap.day, gap.name))[:MOST_NAMES]


def _loads(home: Home, operation: Operation) -> dict[str, float]:
    loads: dict[str, float] = {}
    for found in collisions.rows(home.lake, operation.name):
        if found.load is not None:
            loads[found.name] = max(loads.get(found.name, 0), found.load)
    return loads
