"""Alerts: what changed, with the evidence."""

from collections import Counter
from collections.abc import Sequence

from tidegate.operation import alerts
from tidegate.operation.alerts import Alert
from tidegate.policy import strictest
from tidegate.web.page import Data, Page, Tab, Visit

_MOST = 200
"""How many a page shows; the JSON of the same address has them all."""


def data(visit: Visit) -> Data:
    """The operation's alerts that the viewer may read, newest day first; and how many each rule raised in all."""
    every = alerts.rows(visit.home.records, visit.operation.name)
    rows = readable(visit, every)
    labels = [visit.operation.label, *(alerts.label(visit.operation, row.tlp) for row in rows)]
    return {
        "label": strictest(labels),
        "most": _MOST,
        "alerts": rows,
        "hidden": len(every) - len(rows),
        "rules": dict(Counter(row.rule for row in every).most_common()),
    }


def readable(visit: Visit, raised: Sequence[Alert]) -> list[Alert]:
    """Those of `raised` that the viewer may read."""
    return [alert for alert in raised if visit.lets(alerts.label(visit.operation, alert.tlp))]


PAGES = [Page("/alerts", "Alerts", "alerts.html", data, Tab("Alerts", 80, "a"))]
