"""Collisions and what was decided about them."""

from dataclasses import dataclass

from tidegate.dns.collisions.exemptions import Exemption, State
from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.stocktaking import Stock


@dataclass(frozen=True)
class Collisions:
    """What was proposed, by what became of it."""

    accepted: list[Exemption]
    rejected: list[Exemption]
    open: list[Exemption]


def make(stock: Stock, gate: Gate) -> Collisions:
    """All proposals, by first day and name."""
    accepted, rejected, proposed = (
        [found for found in stock.exemptions if found.state is state]
        for state in (State.ACCEPTED, State.REJECTED, State.PROPOSED)
    )
    return Collisions(accepted, rejected, proposed)


SECTION = Section(5, "Collisions", "lessons/collisions.html", make)
