"""The executive summary: the operation in a few figures."""

from dataclasses import dataclass

from tidegate.census.kinds import ALL
from tidegate.census.population import Footprint
from tidegate.dns.coverage.counts import Counts
from tidegate.dns.orders.state import CLAIMED
from tidegate.group.labelled import Gate
from tidegate.group.outlook import Ahead
from tidegate.group.paper import Section
from tidegate.group.stocktaking import Stock


@dataclass(frozen=True)
class Summary:
    """The whole operation so far; `worst` is its most exposed day, `footprint` all addresses ever seen."""

    title: str
    tally: Counts
    days: int
    at_risk: int
    worst: Ahead | None
    footprint: Footprint | None
    orders: int
    done: int
    alerts: int
    members: int


def make(stock: Stock, gate: Gate) -> Summary:
    """The figures, each of which a later section explains."""
    past = stock.past
    footprint = max((row for row in stock.footprint if row.model == ALL), key=lambda row: row.at, default=None)
    return Summary(
        title=stock.operation.playbook.title,
        tally=Counts.of(stock.totals),
        days=len(past),
        at_risk=sum(day.at_risk for day in past),
        worst=max(past, key=lambda day: (day.exposure, day.tally.gaps), default=None),
        footprint=footprint,
        orders=len(stock.orders),
        done=sum(order.state in CLAIMED for order in stock.orders),
        alerts=len(stock.alerts),
        members=len({event.body["member"] for event in stock.events if event.kind == "member.added"}),
    )


SECTION = Section(0, "Summary", "lessons/summary.html", make)
