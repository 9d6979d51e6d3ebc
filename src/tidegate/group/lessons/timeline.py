"""The timeline: what the group did, day by day, and what the botnet did."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from tidegate.census.kinds import ALL
from tidegate.group.changes import changes
from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.stocktaking import Stock
from tidegate.group.tellers import Change


@dataclass(frozen=True)
class Milestone:
    """Something the botnet did or reached on a UTC day."""

    day: date
    text: str


@dataclass(frozen=True)
class Timeline:
    """The botnet's milestones, and the group's days, oldest first."""

    botnet: list[Milestone]
    group: list[tuple[date, list[Change]]]


def make(stock: Stock, gate: Gate) -> Timeline:
    """The group's part from the event log, day by day; each line passes the gate by its own label."""
    registries = {order.id: order.registry for order in stock.orders}
    days = []
    for day, events in groupby(stock.events, key=lambda event: event.at.date()):
        told = changes(stock.operation, list(events), stock.decisions, registries)
        lines = gate.each(reversed(told), lambda change: change.label)
        if lines:
            days.append((day, lines))
    return Timeline(sorted(_milestones(stock), key=lambda found: found.day), days)


def _milestones(stock: Stock) -> Iterator[Milestone]:
    for model in stock.operation.playbook.models:
        if model.behaviour.starts:
            yield Milestone(model.behaviour.starts, f"{model.key} begins to look up its names")
    daily = [row for row in stock.live if row.model == ALL and not isinstance(row.at, datetime)]
    if daily:
        first, peak = min(daily, key=lambda row: row.at), max(daily, key=lambda row: row.addresses)
        yield Milestone(first.at, f"the sensors see the first bots, {first.addresses:,} addresses that day")
        yield Milestone(peak.at, f"the live population is largest, {peak.addresses:,} addresses")


SECTION = Section(2, "Timeline", "lessons/timeline.html", make)
