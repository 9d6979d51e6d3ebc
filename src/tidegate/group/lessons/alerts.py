"""Every alert of the operation, with its evidence."""

from collections.abc import Sequence

from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.stocktaking import Stock
from tidegate.operation.alerts import Alert


def make(stock: Stock, gate: Gate) -> Sequence[Alert]:
    """The newest day first."""
    return stock.alerts


SECTION = Section(8, "Alerts", "lessons/alerts.html", make)
