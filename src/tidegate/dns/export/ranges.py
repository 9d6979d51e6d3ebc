"""A long list in ranges of one of its columns, so that the engine never sorts or compares more than a part of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import ibis

from tidegate.store.lake import Lake

_ROWS = 100_000
"""How many rows a range has, about."""
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


def ranges(lake: Lake, lists: Sequence[ibis.Table], column: str) -> list[Range]:
    """Ranges that together hold all rows of `lists`, in the column's order; every value is in one of them only, and a
    value that is there very often makes a longer one. Where the cuts are depends on a random sample, and nothing else
    does."""
    parts = -(-sum(lake.execute(rows.count()).as_py() for rows in lists) // _ROWS)
    if parts <= 1:
        return [Range(column)]
    sample = sorted(value for rows in lists for value in _sample(lake, rows, column))
    cuts = dict.fromkeys(sample[len(sample) * part // parts] for part in range(1, parts)) if sample else {}
    return [Range(column, low, high) for low, high in pairwise([None, *cuts, None])]


def _sample(lake: Lake, rows: ibis.Table, column: str) -> Sequence[Any]:
    drawn = rows.filter(ibis.random() < _SAMPLE / _ROWS).select(column)
    values: list[Any] = lake.execute(drawn)[column].to_pylist()
    return values
