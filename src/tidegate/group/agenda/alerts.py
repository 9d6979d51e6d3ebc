"""Alerts raised since the last briefing, each with its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.sources import Sources
from tidegate.operation.alerts import Alert, label


@dataclass(frozen=True)
class Alerts:
    """What is new, and how many were raised before."""

    new: Sequence[Alert]
    earlier: int


def make(sources: Sources, gate: Gate) -> Alerts:
    """The newest day first; each alert passes the gate by its own label."""
    new = sources.news_alerts
    readable = gate.each(new, lambda alert: label(sources.operation, alert.tlp))
    return Alerts(readable, len(sources.alerts) - len(new))


SECTION = Section(7, "Alerts", "agenda/alerts.html", make)
