"""First the answer: the week in a sentence and a few figures."""

from dataclasses import dataclass

from tidegate.dns.collisions.exemptions import State as ExemptionState
from tidegate.dns.coverage.counts import Counts
from tidegate.group.headcount import Headcount, headcounts
from tidegate.group.labelled import Gate
from tidegate.group.outlook import answer, outlook
from tidegate.group.paper import Section
from tidegate.group.registries import open_orders
from tidegate.group.sources import Sources


@dataclass(frozen=True)
class Glance:
    """The week ahead in short; `count` is None where no sensor saw anything."""

    answer: str
    tally: Counts
    count: Headcount | None
    orders: int
    late: int
    refused: int
    proposals: int
    alerts: int


def make(sources: Sources, gate: Gate) -> Glance:
    """The figures, each of which a later section explains."""
    playbook = sources.operation.playbook
    ahead = outlook(sources.totals, sources.exposures, playbook.thresholds.exposure)
    orders = open_orders(sources.orders, playbook, sources.as_of)
    return Glance(
        answer=answer(ahead),
        tally=Counts.of(sources.totals),
        count=next(iter(headcounts(sources.live)), None),
        orders=len(orders),
        late=sum(order.late is not None for order in orders),
        refused=sum(order.order.state == "refused" for order in orders),
        proposals=sum(found.state is ExemptionState.PROPOSED for found in sources.exemptions),
        alerts=len(sources.news_alerts),
    )


SECTION = Section(0, "At a glance", "agenda/glance.html", make)
