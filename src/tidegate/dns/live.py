"""For how long a rendezvous is live, and how many requests its owner would get."""

from datetime import timedelta

from tidegate.dga import catalogue
from tidegate.dga.family import Behaviour, Clock
from tidegate.names.days import FIRST_LOCAL_MIDNIGHT, LAST_LOCAL_MIDNIGHT, ONE_DAY
from tidegate.operation.model import Model


def window(behaviour: Behaviour) -> tuple[timedelta, timedelta]:
    """When a day's rendezvous is live, from the day's midnight UTC: its 24 hours, or from UTC+14's to UTC-12's day."""
    if behaviour.clock is Clock.LOCAL:
        return FIRST_LOCAL_MIDNIGHT, ONE_DAY + LAST_LOCAL_MIDNIGHT
    return timedelta(0), ONE_DAY


def names_a_day(model: Model) -> int:
    """How many names a bot of `model` has to choose from on one day, repeats counted."""
    if model.hosts:
        return len(model.hosts)
    return catalogue.find(model.family).variant(model.variant).count


def requests(model: Model) -> float | None:
    """How many requests one of a day's names draws on that day: population x rounds, and x tries / names where a bot
    tries only some of them. None where nobody has said how many bots there are."""
    if model.population is None:
        return None
    behaviour, names = model.behaviour, names_a_day(model)
    share = 1.0 if behaviour.tries is None else min(1.0, behaviour.tries / names)
    return model.population * behaviour.rounds * share
