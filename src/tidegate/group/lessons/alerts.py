"""Every alert of the operation, with its evidence."""

from collections.abc import Sequence

from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.stocktaking import Stock
from tidegate.operation.alerts import Alert, label


def make(stock: Stock, gate: Gate) -> Sequence[Alert]:
    """The newest day first; each passes the gate by its own label."""
    return gate.each(stock.alerts, lambda alert: label(stock.operation, alert.tlp))


SECTION = Section(8, "Alerts", "lessons/alerts.html", make)
