"""Background: the botnet's models as the playbook has them, and the words of this paper."""

from dataclasses import dataclass

from tidegate.dns.live import names_a_day
from tidegate.group.labelled import Gate
from tidegate.group.paper import Section
from tidegate.group.stocktaking import Stock
from tidegate.operation.model import Model

WORDS = {
    "Rendezvous": "a domain name that bots look up on a day",
    "Exempt": "left alone, because the name is its owner's",
    "Claimed": "the registry says that its order for the day is done",
    "Verified": "a probe of the live DNS saw the name sinkholed or blocked",
    "Gap": "neither exempt nor denied to the adversary by the best knowledge there is",
    "Exposure": "the probability that a bot reaches an adversary who holds all gaps of its model",
    "Live population": "distinct addresses that checked in during one UTC day",
    "Footprint": "distinct addresses that ever checked in",
    "TLP, PAP": "who may read this, and what may be done with it (Traffic Light Protocol 2.0)",
}


@dataclass(frozen=True)
class Background:
    """Each model with the number of names it has a day, and the words."""

    models: list[tuple[Model, int]]
    words: dict[str, str]


def make(stock: Stock, gate: Gate) -> Background:
    """What a reader who was not there has to know."""
    return Background([(model, names_a_day(model)) for model in stock.operation.playbook.models], WORDS)


SECTION = Section(11, "Background", "lessons/background.html", make)
