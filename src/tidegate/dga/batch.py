"""The names of several periods together, in Arrow's layout: no Python object a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidegate.dga.block import Block


@dataclass(frozen=True)
class Batch:
    """The names of `days`, one period after the other: those of day d are rows `firsts[d]` to `firsts[d + 1]`.

    `names` is a string array, `suffixes` a dictionary array (int16 indices) of the same length.
    """

    days: Sequence[date]
    firsts: NDArray[np.int64]
    names: pa.StringArray
    suffixes: pa.DictionaryArray

    def __len__(self) -> int:
        return len(self.names)

    def blocks(self) -> Iterator[Block]:
        """Each period by itself."""
        bounds = self.firsts.tolist()
        for day, first, last in zip(self.days, bounds[:-1], bounds[1:], strict=True):
            yield Block(day, self.names.slice(first, last - first), self.suffixes.slice(first, last - first))


def batch_of(block: Block) -> Batch:
    """One period as a batch."""
    return Batch([block.day], np.array([0, len(block)], np.int64), block.names, block.suffixes)
