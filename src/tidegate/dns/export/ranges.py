"""A long list in ranges of one of its columns, so that the engine never sorts or compares more than a part of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import ibis

from tidegate.store.lake import Lake

_SAMPLE = 200
"""How many rows of a range are looked at, about, to find where it begins and ends."""


@dataclass(frozen=True)
class Range:
    """The rows whose `column` is at least `low` and less than `high`; None is without bound."""

    column: str
    low: Any = None
    high: Any = None

    def of(self, rows: ibis.Table) -> ibis.Table:
        """Those of `rows` that are in the range."""
        column = rows[self.column]
        if self.low is not None:
            rows = rows.filter(column >= self.low)
        return rows if self.high is None else rows.filter(column < self.high)


def ranges(lake: Lake, lists: Sequence[ibis.Table], column: str, size: int) -> list[Range]:
    """Ranges of about `size` rows at most that together hold all rows of `lists`, in the column's order; every value is
    in one of them only, and a value that is there more often makes a longer one. Where the cuts are depends on a random
    sample, and nothing else does."""
    if sum(lake.execute(rows.count()).as_py() for rows in lists) <= size:
        return [Range(column)]
    drawn = min(_SAMPLE, size)
    sample = sorted(value for rows in lists for value in _sample(lake, rows, column, drawn / size))
    return [Range(column, low, high) for low, high in pairwise([None, *_cuts(sample, drawn), None])]


def _sample(lake: Lake, rows: ibis.Table, column: str, share: float) -> Sequence[Any]:
    drawn = rows.filter(ibis.random() < share).select(column)
    values: list[Any] = lake.execute(drawn)[column].to_pylist()
    return values


def _cuts(sample: Iterable[Any], most: int) -> Iterator[Any]:
    """The values that begin a new range, so that none has more than `most` of `sample`."""
    filled = 0
    for value, alike in groupby(sample):
        number = sum(1 for _ in alike)
        if filled and filled + number > most:
            yield value
            filled = 0
        filled += number
