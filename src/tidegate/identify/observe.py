"""Which config, and which clock, explains the names that were seen?

A bot whose clock is wrong makes the names of another day. So for each model and each offset of so many days the
observations are counted whose name is in the set of the day that is so many days after that of the observation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidegate.dga.generation import variant_batches
from tidegate.identify.hashing import hashes
from tidegate.identify.models import Model
from tidegate.identify.observations import Observations
from tidegate.names.days import Span

_EPOCH = date(1970, 1, 1).toordinal()
_OBSERVATIONS_AT_ONCE = 50_000


@dataclass(frozen=True)
class Explanation:
    """How well a model explains `observations`.

    `explained` of them by clocks that are `offset` days ahead (behind, where it is negative), the best offset there is;
    `on_time` by clocks that are right; `anyhow` by one clock or another.
    """

    model: Model
    offset: int
    explained: int
    on_time: int
    anyhow: int
    observations: int

    @property
    def share(self) -> float:
        return self.explained / self.observations


def best_first(found: list[Explanation]) -> list[Explanation]:
    """Explanations by what they explain; of equal ones the one with the least offset first."""
    return sorted(found, key=lambda one: (-one.explained, -one.anyhow, abs(one.offset), str(one.model)))


def explain(model: Model, seen: Observations, window: int) -> Explanation:
    """How `model` explains what was seen, with clocks that are at most `window` days wrong."""
    counts = _counts(np.array(list(_sets(model, seen, window)), np.int64).reshape(-1, 3), seen, window)
    per_offset, anyhow = counts[:-1], int(counts[-1])
    offsets = np.arange(-window, window + 1)
    best = min(range(len(offsets)), key=lambda at: (-per_offset[at], abs(offsets[at]), offsets[at]))
    return Explanation(model, int(offsets[best]), int(per_offset[best]), int(per_offset[window]), anyhow, len(seen))


def _sets(model: Model, seen: Observations, window: int) -> Iterator[tuple[int, int, int]]:
    """For each set that holds a seen name: the name's row, and the first and last day of the set's period."""
    wanted = hashes(seen.names)
    order = np.argsort(wanted)
    period, span = model.variant.period, _widened(seen.span, window)
    for batch in variant_batches(model.variant, list(model.variant.periods(span)), model.values):
        made = hashes(batch.names)
        at = order[np.minimum(np.searchsorted(wanted, made, sorter=order), len(order) - 1)]
        places = np.flatnonzero(wanted[at] == made)
        same = np.array(_equal(batch.names, places, seen.names, at[places]), np.bool_)
        numbers = np.searchsorted(batch.firsts, places[same], side="right") - 1
        for row, number in sorted(set(zip(at[places[same]].tolist(), numbers.tolist(), strict=True))):
            days = period.span(batch.days[number])
            yield row, days.first.toordinal() - _EPOCH, days.last.toordinal() - _EPOCH


def _equal(
    some: pa.StringArray, places: NDArray[np.int64], others: pa.StringArray, rows: NDArray[np.int64]
) -> list[bool]:
    made, seen = some.take(pa.array(places)).to_pylist(), others.take(pa.array(rows)).to_pylist()
    return [one == other for one, other in zip(made, seen, strict=True)]


def _counts(sets: NDArray[np.int64], seen: Observations, window: int) -> NDArray[np.int64]:
    """How many observations each offset explains, from `-window` on; and last, how many any of them does."""
    counts = np.zeros(2 * window + 2, np.int64)
    sets = sets[np.argsort(sets[:, 0], kind="stable")]
    bounds = np.searchsorted(sets[:, 0], np.arange(len(seen.names) + 1))
    for first in range(0, len(seen), _OBSERVATIONS_AT_ONCE):
        rows, days = (
            seen.rows[first : first + _OBSERVATIONS_AT_ONCE],
            seen.days[first : first + _OBSERVATIONS_AT_ONCE],
        )
        sizes = np.diff(bounds)[rows]
        mine = np.repeat(np.arange(len(rows)), sizes)
        within = np.arange(len(mine)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        pairs = sets[bounds[rows[mine]] + within]
        counts += _explained(
            mine, pairs[:, 1] - days[mine] + window, pairs[:, 2] - days[mine] + window, len(rows), window
        )
    return counts


def _explained(
    mine: NDArray[np.int64], begin: NDArray[np.int64], end: NDArray[np.int64], observations: int, window: int
) -> NDArray[np.int64]:
    """The counts of some observations: number `mine` is explained by the offsets from `begin` to `end`."""
    offsets = 2 * window + 1
    changes = np.zeros((observations, offsets + 1), np.int32)
    np.add.at(changes, (mine, np.clip(begin, 0, offsets)), 1)
    np.add.at(changes, (mine, np.clip(end + 1, 0, offsets)), -1)
    explained = np.cumsum(changes[:, :offsets], axis=1) > 0
    return np.append(explained.sum(axis=0), explained.any(axis=1).sum())


def _widened(span: Span, days: int) -> Span:
    first = max(span.first.toordinal() - days, 1)
    return Span(date.fromordinal(first), date.fromordinal(min(span.last.toordinal() + days, date.max.toordinal())))
