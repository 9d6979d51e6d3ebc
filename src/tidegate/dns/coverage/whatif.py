"""What if: the exposure of each day and model if registries answered otherwise than they have so far. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from tidegate.dns.coverage.cells import Cell, bots, exposed, open_names, sizes


@dataclass(frozen=True)
class Outlook:
    """The names, gaps and exposure of one model's bots on one day, as it is and as it would be; `bots` that would reach
    the adversary, None where the population is not known."""

    day: date
    model: str
    names: int
    gaps: int
    exposure: float
    bots: float | None
    gaps_then: int
    exposure_then: float
    bots_then: float | None


def answered(cells: Iterable[Cell], refuse: Collection[str], act: Collection[str]) -> list[Cell]:
    """The cells if the registries in `refuse` denied nothing at all, and those in `act` all that they are asked."""
    return [_answered(cell, refuse, act) for cell in cells]


def outlooks(now: Iterable[Cell], then: Iterable[Cell]) -> list[Outlook]:
    """Each day and model as it is `now` and as it would be `then`."""
    now = list(now)
    before, after = open_names(now), open_names(then)
    found = []
    for pool, names in sizes(now).items():
        shares = [exposed(pool, names, gaps[pool]) for gaps in (before, after)]
        reached = [bots({pool: share}) for share in shares]
        day, model = pool
        found.append(
            Outlook(day, model.key, names, before[pool], shares[0], reached[0], after[pool], shares[1], reached[1])
        )
    return found


def _answered(cell: Cell, refuse: Collection[str], act: Collection[str]) -> Cell:
    if cell.registry in refuse:
        return replace(cell, gaps=cell.contested)
    return replace(cell, gaps=0) if cell.registry in act else cell
