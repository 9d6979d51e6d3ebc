"""The names that a bot makes for itself, day by day, straight from the generator and not from any forecast."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tidegate.dga import blocks
from tidegate.drill.bots import VARIANTS, C

_FAMILY = "conficker"


@dataclass(frozen=True)
class Names:
    """One day's names of one variant, and the positions of those under the suffixes that lead to a sinkhole."""

    names: list[str]
    sinkholed: NDArray[np.int64]
    elsewhere: NDArray[np.int64]


class Lists:
    """The names of days counted from `first`."""

    def __init__(self, first: date, sinkholed: Collection[str]) -> None:
        self._first, self._sinkholed = first, frozenset(sinkholed)
        self.of = lru_cache(maxsize=12)(self._of)  # three variants, three local days at once, and room

    def tried(self, variant: int, day: int, draws: NDArray[np.float64]) -> list[str]:
        """The names that one check-in looks up for real, by its `draws`.

        A and B try any of the day's names until one leads to the sinkhole. Of C's 500 a sample is looked up: one
        under a suffix that leads to the sinkhole (of 500 names nearly every bot has some) and one elsewhere.
        """
        list = self.of(variant, day)
        if variant != C:
            return [list.names[int(draw * len(list.names))] for draw in draws]
        strata = [stratum for stratum in (list.sinkholed, list.elsewhere) if len(stratum)]
        return [list.names[stratum[int(draw * len(stratum))]] for stratum, draw in zip(strata, draws, strict=False)]

    def _of(self, variant: int, day: int) -> Names:
        (block,) = blocks(_FAMILY, [self._first + timedelta(days=day)], variant=VARIANTS[variant])
        wanted = [suffix in self._sinkholed for suffix in block.suffixes.dictionary.to_pylist()]
        inside = np.asarray(wanted)[block.suffixes.indices.to_numpy()]
        return Names(block.names.to_pylist(), np.flatnonzero(inside), np.flatnonzero(~inside))
