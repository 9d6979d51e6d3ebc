"""Collateral: what a name's owner would have to bear, hour by hour, if the bots came.

A model's bots ask for a name of the day while it is that day for them. Those that go by UTC spread their rounds over
the day's 24 hours. Those that go by their own clock begin at their own midnight, from UTC+14 to UTC-12; nobody knows
how many live where, so two figures are given: the mean over the fifty hours from the first midnight to the end of the
last day, and the most there can be, when every bot lives in one time zone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tidegate.dns.collisions.finding import Collision
from tidegate.dns.collisions.risk import Judgement, Risk
from tidegate.dns.live import window
from tidegate.names.days import midnight
from tidegate.operation.model import Model

HOURS_OF_A_DAY = 24
OWNED = (Risk.OWNED, Risk.UNCLEAR)
"""The classes of names of which somebody has to be warned."""


@dataclass(frozen=True)
class Load:
    """What the owner of `name` has to bear for the rendezvous day `day`: `requests` in all from bots of `models`,
    between two moments (UTC); `mean` and `most` are requests an hour. None where a population is unknown."""

    name: str
    day: date
    models: tuple[str, ...]
    begins: datetime
    ends: datetime
    requests: float | None
    mean: float | None
    most: float | None


def loads(found: Iterable[Collision], judged: Iterable[Judgement], models: Sequence[Model]) -> list[Load]:
    """The load of every owner among the `judged` names on each of its days, the heaviest first. Pure."""
    owners = {each.name for each in judged if each.risk in OWNED}
    behaviours = {(model.family, model.variant): model for model in models}
    parts: dict[tuple[str, date], dict[tuple[str, str], float | None]] = defaultdict(dict)
    for row in found:
        if row.name in owners:
            parts[row.name, row.day][row.family, row.variant] = row.load
    made = [_load(name, day, part, behaviours) for (name, day), part in parts.items()]
    return sorted(made, key=lambda load: (-(load.most or 0), load.day, load.name))


def _load(
    name: str,
    day: date,
    parts: Mapping[tuple[str, str], float | None],
    models: Mapping[tuple[str, str], Model],
) -> Load:
    edges = [window(models[key].behaviour) for key in parts]
    hours = [(ends - begins) / timedelta(hours=1) for begins, ends in edges]
    known = [requests for requests in parts.values() if requests is not None]
    is_known = len(known) == len(parts)
    return Load(
        name,
        day,
        tuple(sorted(f"{family}/{variant}" for family, variant in parts)),
        midnight(day) + min(begins for begins, _ in edges),
        midnight(day) + max(ends for _, ends in edges),
        sum(known) if is_known else None,
        sum(each / span for each, span in zip(known, hours, strict=True)) if is_known else None,
        sum(each / HOURS_OF_A_DAY for each in known) if is_known else None,
    )
