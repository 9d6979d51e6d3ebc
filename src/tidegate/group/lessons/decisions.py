"""The group's decisions, objections included."""

from dataclasses import dataclass

from tidegate.group.decisions import Decision, State
from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.stocktaking import Stock


@dataclass(frozen=True)
class Item:
    """A decision as it stands at the moment of the review."""

    decision: Decision
    state: State


def make(stock: Stock, gate: Gate) -> list[Item]:
    """Each decision passes the gate by its own label."""
    readable = gate.each(stock.decisions, lambda decision: decision.label)
    return [Item(decision, decision.state(stock.as_of)) for decision in readable]


SECTION = Section(6, "Decisions", "agenda/decisions.html", make)
