"""Cover: the fewest of some choices whose gains meet every demand, with a proof of how good that is. Pure.

This is the covering integer program, which is hard in general. It is answered greedily: always the choice that meets
most of what is left, each demand counted alike; what turns out to be superfluous is given back. That is within
1 + ln(sum of gains) of the best (L. A. Wolsey, An analysis of the greedy algorithm for the submodular set covering
problem, Combinatorica 2, 1982), and far nearer in practice, which a lower bound shows: no demand alone, nor all of them
together, can be met by fewer than its largest gains. Where bound and answer differ, a bounded search looks for better.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.int64]
_NODES = 3000
_NEVER = 2**62


@dataclass(frozen=True)
class Cover:
    """How often each choice is taken, in the order of the choices, and how many must be taken at `least`."""

    taken: tuple[int, ...]
    least: int

    @property
    def size(self) -> int:
        return sum(self.taken)

    @property
    def is_smallest(self) -> bool:
        """Whether it is proved that fewer do not suffice."""
        return self.size == self.least


def fewest(gains: Sequence[Sequence[int]], demands: Sequence[int], counts: Sequence[int] | None = None) -> Cover:
    """The fewest choices, of which each can be taken as often as `counts` says (once where nothing is said).

    `gains` has a row for each choice and a column for each demand, none negative. ValueError where even all of them
    together do not meet a demand.
    """
    table = np.array(gains, np.int64).reshape(len(gains), len(demands))
    wanted = np.maximum(np.array(demands, np.int64), 0)
    at_hand = np.ones(len(table), np.int64) if counts is None else np.array(counts, np.int64)
    if (at_hand @ table < wanted).any():
        raise ValueError("all choices together do not meet the demands")
    least = _least(table, wanted, at_hand)
    taken = _greedy(table, wanted, at_hand)
    if taken.sum() > least:
        taken, least = _search(table, wanted, at_hand, taken, least)
    return Cover(tuple(taken.tolist()), least)


def _greedy(gains: Vector, demands: Vector, counts: Vector) -> Vector:
    taken, left, weights = np.zeros_like(counts), demands.copy(), 1 / np.maximum(demands, 1)
    while left.any():
        values = np.where(taken < counts, np.minimum(gains, left) @ weights, -1)
        best = int(values.argmax())
        met = gains[best][(gains[best] > 0) & (left > 0)]
        times = max(1, int((left[(gains[best] > 0) & (left > 0)] // met).min()))
        times = min(times, int(counts[best] - taken[best]))
        taken[best] += times
        left = np.maximum(left - times * gains[best], 0)
    return _without_surplus(gains, demands, taken)


def _without_surplus(gains: Vector, demands: Vector, taken: Vector) -> Vector:
    """Give back what the demands are met without, the smallest gains first."""
    surplus = taken @ gains - demands
    for choice in np.argsort(gains.sum(axis=1), kind="stable").tolist():
        gain = gains[choice]
        spare = surplus[gain > 0] // gain[gain > 0]
        times = min(int(taken[choice]), int(spare.min()) if len(spare) else int(taken[choice]))
        taken[choice] -= times
        surplus = surplus - times * gain
    return taken


def _least(gains: Vector, demands: Vector, counts: Vector) -> int:
    """How many are needed at least: more than no demand alone, nor their sum, lets fewer do."""
    useful = np.minimum(gains, demands)
    columns = [(useful[:, place], int(need)) for place, need in enumerate(demands) if need]
    if len(columns) > 1:
        columns.append((useful.sum(axis=1), int(demands.sum())))
    return max((_needed(column, need, counts) for column, need in columns), default=0)


def _needed(gains: Vector, demand: int, counts: Vector) -> int:
    order = np.argsort(-gains, kind="stable")
    reached = np.cumsum(gains[order] * counts[order])
    place = int(np.searchsorted(reached, demand))
    if place == len(order):
        return _NEVER
    before = int(reached[place - 1]) if place else 0
    return int(counts[order][:place].sum()) + -(-(demand - before) // int(gains[order][place]))


def _search(gains: Vector, demands: Vector, counts: Vector, best: Vector, least: int) -> tuple[Vector, int]:
    """Branch and bound, as far as `_NODES` go: the best cover, and the bound, which is its size where all was seen."""
    stack = [(demands, counts, np.zeros_like(counts))]
    for _ in range(_NODES):
        if not stack or best.sum() == least:
            return best, int(best.sum())
        left, at_hand, taken = stack.pop()
        if taken.sum() + _least(gains, left, at_hand) >= best.sum():
            continue
        if not left.any():
            best = taken
            continue
        choice = int(np.where(at_hand > 0, np.minimum(gains, left).sum(axis=1), -1).argmax())
        without, fewer, more = at_hand.copy(), at_hand.copy(), taken.copy()
        without[choice] = 0
        fewer[choice] -= 1
        more[choice] += 1
        stack.append((left, without, taken))
        stack.append((np.maximum(left - gains[choice], 0), fewer, more))
    return best, least
