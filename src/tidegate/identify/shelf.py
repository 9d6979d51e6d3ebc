"""Sets that were made again, to see whether a name is in them; the latest ones stay at hand."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numba import njit
from numpy.typing import NDArray

from tidegate.dga.generation import variant_batches
from tidegate.identify.hashing import Hashes, hashes
from tidegate.identify.models import Model

_MOST_NAMES = 1 << 23
"""Names kept: some 240 MB."""
NAMES_AHEAD = 1 << 20
"""Names made at once, where there is use for more sets than one."""


@dataclass(frozen=True)
class NameSet:
    """A set as its model makes it."""

    names: pa.StringArray
    hashes: Hashes

    def positions(self, wanted: pa.StringArray, wanted_hashes: Hashes) -> NDArray[np.int64]:
        """Each name's first place in the set, -1 where it is not in it."""
        found = np.full(len(wanted), -1, np.int64)
        _first_places(self.hashes, wanted_hashes, found)
        inside = np.flatnonzero(found >= 0)
        same = pc.equal(self.names.take(pa.array(found[inside])), wanted.take(pa.array(inside)))
        found[inside[~same.to_numpy(zero_copy_only=False)]] = -1
        return found


def made(model: Model, days: Sequence[date]) -> Iterator[NameSet]:
    """The set of each of `days`, in their order."""
    for batch in variant_batches(model.variant, days, model.values):
        found, bounds = hashes(batch.names), batch.firsts.tolist()
        for first, last in pairwise(bounds):
            yield NameSet(batch.names.slice(first, last - first), found[first:last])


class Shelf:
    """Keeps sets while there is room; those that were not asked for longest go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Model, date], NameSet] = OrderedDict()
        self._names = 0

    def take(self, model: Model, day: date, coming: Iterator[date]) -> NameSet:
        """The set of `day`. Where it must be made, those of the `coming` days, which will be asked for next, are made
        with it."""
        if (model, day) in self._kept:
            self._kept.move_to_end((model, day))
            return self._kept[model, day]
        days = [day, *self._missing(model, coming)]
        first, *others = sets = list(made(model, days))
        for one_day, one in zip(days[1:], others, strict=True):
            self._keep(model, one_day, one)
        self._keep(model, day, first)
        self._make_room(len(sets))
        return first

    def _missing(self, model: Model, coming: Iterator[date]) -> Iterator[date]:
        for _ in range(NAMES_AHEAD // max(1, model.variant.count)):
            day = next(coming, None)
            if day is None or (model, day) in self._kept:
                return
            yield day

    def _keep(self, model: Model, day: date, one: NameSet) -> None:
        self._kept[model, day] = one
        self._names += len(one.names)

    def _make_room(self, new: int) -> None:
        while self._names > _MOST_NAMES and len(self._kept) > new:
            _, gone = self._kept.popitem(last=False)
            self._names -= len(gone.names)


@njit(cache=True, nogil=True)
def _first_places(made: Hashes, wanted: Hashes, found: NDArray[np.int64]) -> None:
    """Write into `found` where each wanted hash stands first. `wanted` may hold one twice."""
    room = 4
    while room < 4 * len(wanted):
        room *= 2
    last = np.uint64(room - 1)
    table = np.full(room, -1, np.int64)
    chained = np.full(len(wanted), -1, np.int64)
    for index in range(len(wanted)):
        at = wanted[index] & last
        while table[at] >= 0 and wanted[table[at]] != wanted[index]:
            at = (at + np.uint64(1)) & last
        chained[index], table[at] = table[at], index
    for place in range(len(made)):
        at = made[place] & last
        while table[at] >= 0 and wanted[table[at]] != made[place]:
            at = (at + np.uint64(1)) & last
        index = table[at]
        while index >= 0 and found[index] < 0:
            found[index] = place
            index = chained[index]
