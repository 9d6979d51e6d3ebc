"""What changed in each subgroup since the last briefing."""

from dataclasses import dataclass
from datetime import datetime

from tidegate.group.changes import by_subgroup, changes
from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.sources import Sources
from tidegate.group.tellers import Change


@dataclass(frozen=True)
class News:
    """The changes by subgroup, since the last briefing or (None) since the operation was opened."""

    since: datetime | None
    subgroups: list[tuple[str, list[Change]]]


def make(sources: Sources, gate: Gate) -> News:
    """Each change passes the gate by its own label."""
    registries = {order.id: order.registry for order in sources.orders}
    found = changes(sources.operation, sources.events, sources.decisions, registries)
    return News(sources.since, by_subgroup(sources.operation, gate.each(found, lambda change: change.label)))


SECTION = Section(1, "What changed", "agenda/news.html", make)
