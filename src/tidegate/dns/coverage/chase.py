"""Whom to chase next: the fewest registries or names for a wanted exposure, or the registries that cut it most. Pure.

Two questions, because a bot that tries only some of its names makes every further cut larger than the one before
(exposure is concave in the gaps), and a bot that tries all of them rewards nothing but the last gap.

- `below`: the fewest registries after which no model is exposed above a bound on any day. Each day and model demands
  that so many names be closed: a cover (`tidegate.dns.coverage.cover`), answered with a proof of how good it is.
- `most`: the best `k` registries by how many bots fewer would reach the adversary. With one model and day these are the
  `k` with the most gaps, exactly. With several it is the best of greedy choices, improved by exchanges, beside an upper
  bound: no `k` registries close more of any day and model than the `k` that have the most gaps there.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tidegate.dns.coverage.cells import Cell, Pool, bots, exposed, open_names, sizes
from tidegate.dns.coverage.cover import Cover, fewest
from tidegate.dns.coverage.exposure import most_gaps
from tidegate.dns.coverage.gaps import Gap, Why
from tidegate.operation.model import Model

Closed = Mapping[Pool, int]


@dataclass(frozen=True)
class Step:
    """One registry (None: the names that nobody is known to run), the rendezvous that it would close, the worst
    exposure once it and those before it are closed, and the bots that then still reach the adversary."""

    registry: str | None
    closes: int
    exposure: float
    bots: float | None


@dataclass(frozen=True)
class Chase:
    """Registries in the order of their use; `proof` says in a sentence how good the answer is."""

    steps: tuple[Step, ...]
    proof: str


@dataclass(frozen=True)
class NameChase:
    """The names to close, and in a sentence how good the answer is."""

    names: tuple[Gap, ...]
    proof: str


def below(cells: Sequence[Cell], wanted: float) -> Chase:
    """The fewest registries after which no exposure is above `wanted`."""
    closing = _closing(cells)
    pools, gaps, names = sizes(cells), open_names(cells), sizes(cells)
    demands = [gaps[pool] - _allowed(pool, names[pool], wanted) for pool in pools]
    cover = fewest([[closed.get(pool, 0) for pool in pools] for closed in closing.values()], demands)
    chosen = {registry for registry, taken in zip(closing, cover.taken, strict=True) if taken}
    steps = _in_order(cells, {registry: closing[registry] for registry in closing if registry in chosen})
    return Chase(steps, _proof(cover, "registries"))


def most(cells: Sequence[Cell], k: int) -> Chase:
    """The `k` registries (or fewer, where fewer have gaps) that cut most."""
    closing = _closing(cells)
    cut = _cut_of(cells)
    best = max(_candidates(closing, k, cut), key=lambda chosen: cut(_together(closing, chosen)))
    best = _exchanged(closing, best, cut)
    reached, bound = cut(_together(closing, best)), cut(_largest(closing, k))
    steps = _in_order(cells, {registry: closing[registry] for registry in best})
    share = 1.0 if bound == 0 else reached / bound
    return Chase(steps, "no other choice cuts more" if share >= 1 - 1e-12 else f"at least {share:.1%} of the best cut")


def names_below(gaps: Iterable[Gap], cells: Iterable[Cell], models: Iterable[Model], wanted: float) -> NameChase:
    """The fewest of one day's open names to close so that no exposure is above `wanted`; `cells` are those of the day,
    `models` the playbook's in its order. Names that the same models have as often are alike."""
    names = {model: count for (_, model), count in sizes(cells).items()}
    alike: dict[tuple[int, ...], list[Gap]] = {}
    for gap in gaps:
        if gap.why is not Why.UNPROVED:
            alike.setdefault(gap.copies, []).append(gap)
    demands = []
    for place, model in enumerate(models):
        is_open = sum(copies[place] * len(found) for copies, found in alike.items())
        behaviour = model.behaviour
        demands.append(is_open - most_gaps(names.get(model, 0), behaviour.tries, behaviour.rounds, wanted))
    cover = fewest(list(alike), demands, [len(found) for found in alike.values()])
    chosen = [gap for found, taken in zip(alike.values(), cover.taken, strict=True) for gap in found[:taken]]
    return NameChase(tuple(chosen), _proof(cover, "names"))


def _proof(cover: Cover, what: str) -> str:
    if cover.is_smallest:
        return f"no fewer {what} do"
    return f"{cover.size} {what}; at least {cover.least} are needed, whichever they are"


def _allowed(pool: Pool, names: int, wanted: float) -> int:
    behaviour = pool[1].behaviour
    return most_gaps(names, behaviour.tries, behaviour.rounds, wanted)


def _closing(cells: Iterable[Cell]) -> dict[str | None, dict[Pool, int]]:
    """What each registry that has gaps would close, by day and model."""
    closing: dict[str | None, dict[Pool, int]] = {}
    for cell in cells:
        if cell.gaps:
            closing.setdefault(cell.registry, {})[cell.pool] = cell.gaps
    return closing


def _cut_of(cells: Sequence[Cell]) -> Callable[[Closed], float]:
    """How many bots fewer reach the adversary when so much is closed; where a population is not known, a bot counts as
    the share of all that it is."""
    names, gaps = sizes(cells), open_names(cells)
    known = all(pool[1].population is not None for pool in names)

    def cut(closed: Closed) -> float:
        total = 0.0
        for pool, count in closed.items():
            less = exposed(pool, names[pool], gaps[pool]) - exposed(pool, names[pool], gaps[pool] - count)
            total += less * ((pool[1].population or 0) if known else 1)
        return total

    return cut


def _candidates(
    closing: Mapping[str | None, Closed], k: int, cut: Callable[[Closed], float]
) -> Iterable[list[str | None]]:
    """Greedily by the cut; and the largest of all days and models together, and of each by itself."""
    chosen: list[str | None] = []
    for _ in range(min(k, len(closing))):
        rest = [registry for registry in closing if registry not in chosen]
        chosen.append(max(rest, key=lambda one: (cut(_together(closing, [*chosen, one])), sum(closing[one].values()))))
    yield chosen
    yield sorted(closing, key=lambda one: -sum(closing[one].values()))[:k]
    for pool in {pool for closed in closing.values() for pool in closed}:
        yield sorted(closing, key=lambda one: (-closing[one].get(pool, 0), -sum(closing[one].values())))[:k]


def _exchanged(
    closing: Mapping[str | None, Closed], chosen: list[str | None], cut: Callable[[Closed], float]
) -> list[str | None]:
    """`chosen`, one exchanged for another as long as that cuts more."""
    best, reached = chosen, cut(_together(closing, chosen))
    for place in range(len(best)):
        for other in closing:
            if other not in best:
                tried = [*best[:place], other, *best[place + 1 :]]
                if (better := cut(_together(closing, tried))) > reached * (1 + 1e-12):
                    best, reached = tried, better
    return best


def _largest(closing: Mapping[str | None, Closed], k: int) -> Closed:
    """What the `k` largest of each day and model by itself would close: more than any `k` together do."""
    pools = {pool for closed in closing.values() for pool in closed}
    return {pool: sum(sorted((closed.get(pool, 0) for closed in closing.values()), reverse=True)[:k]) for pool in pools}


def _together(closing: Mapping[str | None, Closed], chosen: Iterable[str | None]) -> Closed:
    closed: dict[Pool, int] = {}
    for registry in chosen:
        for pool, count in closing[registry].items():
            closed[pool] = closed.get(pool, 0) + count
    return closed


def _in_order(cells: Sequence[Cell], chosen: Mapping[str | None, Closed]) -> tuple[Step, ...]:
    """The chosen by how much they close, the most first, each with what is left after it."""
    names, left, steps = sizes(cells), open_names(cells), []
    for registry, closed in sorted(chosen.items(), key=lambda item: (-sum(item[1].values()), item[0] or "")):
        for pool, count in closed.items():
            left[pool] -= count
        exposures = {pool: exposed(pool, names[pool], left[pool]) for pool in names}
        worst = max(exposures.values(), default=0.0)
        steps.append(Step(registry, sum(closed.values()), worst, bots(exposures)))
    return tuple(steps)
