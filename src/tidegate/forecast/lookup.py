"""Whose rendezvous is this name? The forecast of some days in memory, for sensors that must answer at once."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidegate.forecast.run import TABLE
from tidegate.names.days import Span
from tidegate.names.domain import MAX_LENGTH
from tidegate.operation.model import Operation
from tidegate.store.lake import Lake

_TEXT = pa.dictionary(pa.int32(), pa.string())
_ROWS = pa.schema(
    {
        "name": pa.string(),
        "family": _TEXT,
        "variant": _TEXT,
        "day": pa.dictionary(pa.int32(), pa.date32()),
        "position": pa.int32(),
        "suffix": _TEXT,
    }
)

_REMEMBERED = 1 << 17


class Match(NamedTuple):
    """A rendezvous: whose it is, on which UTC day it is valid, and its position in that day's list, from 0."""

    family: str
    variant: str
    day: date
    position: int
    suffix: str | None


class Window:
    """The rendezvous of `span`, found by exact name.

    Some 50 bytes a rendezvous and no Python object: the hashes of all names in order, which are searched by halves, and
    columns beside them. Bots ask for the same names again and again, so what was found last is remembered.
    """

    def __init__(self, lake: Lake, operation: Operation, span: Span) -> None:
        rows = lake.batches(lake.table(TABLE, operation.name, span).select(*_ROWS.names))
        parts = [_encoded(batch) for batch in chain([_nothing(rows.schema)], rows)]
        hashes = np.concatenate([_hashes(part["name"]) for part in parts])
        order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[order]
        self._rows = order.astype(np.int32)
        table = pa.Table.from_batches(parts, _ROWS).unify_dictionaries()
        columns = {name: table[name].combine_chunks() for name in _ROWS.names}
        self._names = columns["name"]
        self._positions: Sequence[int] = memoryview(columns["position"].to_numpy().data)
        self._repeating = [_Repeating(columns[name]) for name in ("family", "variant", "day", "suffix")]
        self._remembered = lru_cache(_REMEMBERED)(self._find)

    def __len__(self) -> int:
        return len(self._names)

    def find(self, name: str) -> tuple[Match, ...]:
        """Every rendezvous called `name`, in the order of the forecast; none for a name that is no rendezvous."""
        return self._remembered(name) if len(name) <= MAX_LENGTH else ()

    def _find(self, name: str) -> tuple[Match, ...]:
        first, last = (self._hashes.searchsorted(hash(name), side) for side in ("left", "right"))
        rows = self._rows[first:last].tolist()
        return tuple(self._match(row) for row in rows if self._names[row].as_py() == name)

    def _match(self, row: int) -> Match:
        family, variant, day, suffix = [column.values[column.codes[row]] for column in self._repeating]
        return Match(family, variant, day, self._positions[row], suffix)


class _Repeating:
    """A column of few values: each of them once, None last, and every row's number among them."""

    def __init__(self, column: pa.DictionaryArray) -> None:
        self.values: list[Any] = [*column.dictionary.to_pylist(), None]
        self.codes: Sequence[int] = memoryview(column.indices.fill_null(len(column.dictionary)).to_numpy().data)


def _nothing(schema: pa.Schema) -> pa.RecordBatch:
    return pa.record_batch([pa.array([], field.type) for field in schema], schema)


def _encoded(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [
        batch[field.name].dictionary_encode() if pa.types.is_dictionary(field.type) else batch[field.name]
        for field in _ROWS
    ]
    return pa.record_batch(columns, _ROWS)


def _hashes(names: pa.StringArray) -> NDArray[np.int64]:
    return np.fromiter(map(hash, names.to_pylist()), np.int64, len(names))
