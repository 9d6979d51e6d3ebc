"""What a review is made from: the whole operation so far, read once out of both stores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tidegate.census import population
from tidegate.census.population import Footprint, Live
from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions.exemptions import Exemption
from tidegate.dns.coverage import measure as coverage
from tidegate.dns.coverage.measure import Exposure
from tidegate.dns.orders import life as orders
from tidegate.dns.orders.life import Order, Step
from tidegate.group import decisions, interview
from tidegate.group.decisions import Decision
from tidegate.group.interview import Answer
from tidegate.group.outlook import Ahead, outlook
from tidegate.names.days import Span
from tidegate.operation import alerts
from tidegate.operation.alerts import Alert
from tidegate.operation.clearance import ADDED, EVERY_OPERATION
from tidegate.operation.model import Operation
from tidegate.store import Event, Home


@dataclass(frozen=True)
class Stock:
    """Everything of an operation from its first day to `days.last`, as of a moment (UTC)."""

    operation: Operation
    days: Span
    as_of: datetime
    events: Sequence[Event]
    totals: Sequence[Mapping[str, Any]]  # coverage per day, suffix and registry; empty without a forecast
    exposures: Sequence[Exposure]
    live: Sequence[Live]
    footprint: Sequence[Footprint]
    exemptions: Sequence[Exemption]
    orders: Sequence[Order]
    history: Sequence[Step]
    alerts: Sequence[Alert]
    decisions: Sequence[Decision]
    answers: Sequence[Answer]

    @property
    def past(self) -> list[Ahead]:
        """Each day that had a forecast: its tally and its exposure."""
        return outlook(self.totals, self.exposures, self.operation.playbook.thresholds.exposure)


def take(home: Home, operation: Operation) -> Stock:
    """Read it all, up to today or the last day of the forecast, whichever comes first."""
    records, lake, name = home.records, home.lake, operation.name
    days = _days(home, operation)
    measured = coverage.measure(lake, records, operation, days)
    joined = records.events(EVERY_OPERATION, {ADDED})
    return Stock(
        operation=operation,
        days=days,
        as_of=home.now(),
        events=sorted([*records.events(name), *joined], key=lambda event: event.seq),
        totals=measured.totals.to_pylist(),
        exposures=measured.exposures,
        live=population.live(lake, name),
        footprint=population.footprint(lake, name),
        exemptions=exemptions.rows(records, name),
        orders=orders.rows(records, name),
        history=orders.history(records, name),
        alerts=alerts.rows(records, name),
        decisions=decisions.rows(records, name),
        answers=interview.answers(records, name),
    )


def _days(home: Home, operation: Operation) -> Span:
    last = max(home.lake.days("forecast", operation.name), default=operation.first)
    return Span(operation.first, max(operation.first, min(last, home.now().date())))
