"""Alerts: what changed, with the evidence."""

from collections import Counter

from tidegate.operation import alerts
from tidegate.web.page import Data, Page, Tab, Visit

_MOST = 200
"""How many a page shows; the JSON of the same address has them all."""


def data(visit: Visit) -> Data:
    """The operation's alerts, newest day first, and how many each rule raised."""
    rows = alerts.rows(visit.home.records, visit.operation.name)
    return {"most": _MOST, "alerts": rows, "rules": dict(Counter(row.rule for row in rows).most_common())}


PAGES = [Page("/alerts", "Alerts", "alerts.html", data, Tab("Alerts", 80, "a"))]
