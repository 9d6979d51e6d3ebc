"""For the next playbook: what the next operation can start from, as measured in this one."""

from dataclasses import dataclass
from math import ceil

from tidegate.dns.collisions.exemptions import Exemption, State
from tidegate.group.labelled import Gate
from tidegate.group.lessons.reactions import Pace
from tidegate.group.lessons.reactions import make as reactions
from tidegate.group.paper import Section
from tidegate.group.stocktaking import Stock


@dataclass(frozen=True)
class Lead:
    """Registries that need their lists so many days before the first day: more than the playbook gives them."""

    days: int
    registries: list[str]


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
    return Next(_leads(paces), [pace for pace in paces if pace.refused], accepted)


def _leads(paces: list[Pace]) -> list[Lead]:
    needed: dict[int, list[str]] = {}
    for pace in paces:
        if pace.is_slow and pace.longest_days is not None:
            needed.setdefault(ceil(pace.longest_days), []).append(pace.registry)
    return [Lead(days, sorted(needed[days])) for days in sorted(needed, reverse=True)]


SECTION = Section(10, "For the next playbook", "lessons/playbook.html", make)
