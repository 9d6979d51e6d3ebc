"""The table of sets: which model, and which period, has a number."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tidegate.store.files import whole

DAYS = "datetime64[D]"


class Sets(NamedTuple):
    """A row a set, by its number: the model's number, a day of the period, whether it carries on the set before."""

    models: NDArray[np.int32]
    days: NDArray[np.datetime64]
    carries: NDArray[np.bool_]


def none() -> Sets:
    """A table without sets."""
    return Sets(np.zeros(0, np.int32), np.zeros(0, DAYS), np.zeros(0, np.bool_))


def joined(parts: Sequence[Sets]) -> Sets:
    """One table after the other."""
    columns = zip(none(), *parts, strict=True)
    return Sets(*(np.concatenate(column) for column in columns))


def write(file: Path, sets: Sets) -> None:
    """Write the table as Parquet, whole or not at all."""
    columns = {"model": sets.models, "day": sets.days, "carries": sets.carries}
    with whole(file) as stream:
        pq.write_table(pa.table(columns), stream, compression="zstd")


def read(file: Path) -> Sets:
    """The table in `file`."""
    table = pq.read_table(file)
    return Sets(*(table[name].to_numpy() for name in ("model", "day", "carries")))


class Calendar:
    """The sets of each model in the order of their days."""

    def __init__(self, sets: Sets) -> None:
        self.sets = sets

    @cached_property
    def _order(self) -> NDArray[np.int64]:
        return np.argsort(self.sets.models, kind="stable")

    @cached_property
    def _firsts(self) -> NDArray[np.int64]:
        count = int(self.sets.models.max(initial=-1)) + 2
        return np.searchsorted(self.sets.models[self._order], np.arange(count))

    def of(self, model: int) -> NDArray[np.int64]:
        """The numbers of the model's sets; none where all its days are still to come, or over."""
        if model + 1 >= len(self._firsts):
            return self._order[:0]
        return self._order[self._firsts[model] : self._firsts[model + 1]]
