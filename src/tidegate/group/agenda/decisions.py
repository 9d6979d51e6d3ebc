"""Decisions: what can still be objected to, what can be taken, what was taken since the last briefing."""

from dataclasses import dataclass

from tidegate.group.decisions import Decision, State
from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.sources import Sources


@dataclass(frozen=True)
class Item:
    """A decision as it stands at the moment of the briefing."""

    decision: Decision
    state: State


def make(sources: Sources, gate: Gate) -> list[Item]:
    """Each decision passes the gate by its own label."""
    readable = gate.each(sources.decisions, lambda decision: decision.label)
    items = [Item(decision, decision.state(sources.as_of)) for decision in readable]
    return [item for item in items if _is_current(item, sources)]


def _is_current(item: Item, sources: Sources) -> bool:
    decided = item.decision.taken_at or max((found.at for found in item.decision.objections), default=None)
    return decided is None or sources.since is None or decided > sources.since


SECTION = Section(8, "Decisions", "agenda/decisions.html", make)
