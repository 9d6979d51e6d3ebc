"""For the next playbook: what the next operation can start from, as measured in this one."""

from dataclasses import dataclass
from math import ceil

from tidegate.dns.exemptions import Exemption, State
from tidegate.group.labelled import Gate
from tidegate.group.lessons.reactions import Pace
from tidegate.group.lessons.reactions import make as reactions
from tidegate.group.paper import Section
from tidegate.group.stocktaking import Stock


@dataclass(frozen=True)
class Lead:
    """A registry that needs its list earlier than the playbook says."""

    registry: str
    lead_days: int
    needed: int


@dataclass(frozen=True)
class Next:
    """What to change: registries that need more time or that refused, and owners' names that came up."""

    leads: list[Lead]
    refused: list[Pace]
    legitimate: list[Exemption]


def make(stock: Stock, gate: Gate) -> Next:
    """Only what this operation's own figures say."""
    found = reactions(stock, gate)
    paces = found.paces if found else []
    known = {site.name for site in stock.operation.playbook.legitimate}
    accepted = [one for one in stock.exemptions if one.state is State.ACCEPTED and one.name not in known]
    return Next(
        leads=[
            Lead(pace.registry, pace.lead_days, ceil(pace.longest_days))
            for pace in paces
            if pace.is_slow and pace.longest_days is not None
        ],
        refused=[pace for pace in paces if pace.refused],
        legitimate=accepted,
    )


SECTION = Section(10, "For the next playbook", "lessons/playbook.html", make)
