"""The overview: is the gate shut on the day that matters, and what is open; then the evidence."""

from typing import Any

from tidegate.dns.collisions import exemptions
from tidegate.dns.orders import life as orders
from tidegate.dns.orders.state import OPEN
from tidegate.operation import alerts
from tidegate.web import measured, named
from tidegate.web.page import COVERAGE, RECORD, Data, Figure, Page, Tab, Visit
from tidegate.web.pages.alerts import readable
from tidegate.web.pages.gaps import worst
from tidegate.web.pages.orders import SETTLED, in_order_of_need, shown
from tidegate.web.pages.population import counted
from tidegate.web.standing import Standing

_FEW = 5
"""How many rows of evidence stand on the overview; the pages behind have all."""


def data(visit: Visit) -> Data:
    """How the day of interest stands, the population, what is open; and a few rows of each."""
    records, name = visit.home.records, visit.operation.name
    day = measured.day_of_interest(visit)
    every = orders.rows(records, name)
    waiting = [order for order in every if order.state not in SETTLED]
    raised = alerts.rows(records, name)
    live = counted(visit)["live"]
    newest = max((row.at for row in live), default=None)
    exposures = sorted(measured.exposures(visit, day), key=lambda row: -row.exposure) if day else []
    return {
        "label": named.label(visit),
        "day": day,
        "is_today": day == visit.today,
        "whole": measured.standing(visit, day) if day else Standing(),
        "exposures": exposures,
        "threshold": visit.operation.playbook.thresholds.exposure,
        "gaps": worst(visit, day, _FEW) if day else [],
        "population": {row.model: row for row in live if row.at == newest},
        "population_day": newest,
        "orders_total": len(every),
        "orders_open": sum(order.state in OPEN for order in every),
        "orders_refused": sum(order.state is orders.State.REFUSED for order in every),
        "orders": [shown(order, visit) for order in in_order_of_need(waiting)[:_FEW]],
        "to_decide": len(exemptions.rows(records, name, exemptions.State.PROPOSED)),
        "alerts_total": len(raised),
        "alerts": readable(visit, raised)[:_FEW],
    }


def coverage_chart(visit: Visit) -> Any:
    """The registries with the most open names, day by day."""
    from tidegate.charts import coverage

    return coverage(measured.totals(visit), by="registry", measure="claimed", top=12)


def exposure_chart(visit: Visit) -> Any:
    """The exposure per day and model, with the playbook's threshold."""
    from tidegate.charts import exposure

    return exposure(measured.exposures(visit), visit.operation.playbook.thresholds.exposure)


def orders_chart(visit: Visit) -> Any:
    """How far the work orders are."""
    from tidegate.charts import orders as chart

    return chart(orders.rows(visit.home.records, visit.operation.name))


PAGES = [
    Page(
        "",
        "Overview",
        "overview.html",
        data,
        Tab("Overview", 10, "o"),
        charts={
            "coverage": Figure(coverage_chart, COVERAGE),
            "exposure": Figure(exposure_chart, COVERAGE),
            "orders": Figure(orders_chart, RECORD),
        },
    )
]
