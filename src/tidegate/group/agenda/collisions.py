"""Collisions to decide: names that may be somebody's own, and what the botnet would send them."""

from dataclasses import dataclass

from tidegate.dns.collisions.exemptions import Exemption, State
from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.sources import Sources


@dataclass(frozen=True)
class ToDecide:
    """A proposed exemption; `load` is the most requests a day that the name's owner would get (None: not known), and
    `urgent` says that one of its days is in the coming week or past."""

    exemption: Exemption
    load: float | None
    urgent: bool


@dataclass(frozen=True)
class Collisions:
    """The open proposals, the urgent ones first; `accepted` names are out of every block list already."""

    open: list[ToDecide]
    accepted: int
    rejected: int


def make(sources: Sources, gate: Gate) -> Collisions:
    """Everything that was ever proposed, by what became of it."""
    states = [exemption.state for exemption in sources.exemptions]
    found = [_to_decide(sources, exemption) for exemption in sources.exemptions if exemption.state is State.PROPOSED]
    found.sort(key=lambda one: (not one.urgent, -(one.load or 0), one.exemption.name))
    return Collisions(found, states.count(State.ACCEPTED), states.count(State.REJECTED))


def _to_decide(sources: Sources, exemption: Exemption) -> ToDecide:
    urgent = any(day <= sources.week.last for day in exemption.days)
    return ToDecide(exemption, sources.loads.get(exemption.name), urgent)


SECTION = Section(5, "Collisions to decide", "agenda/collisions.html", make)
