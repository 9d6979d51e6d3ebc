"""Names in bulk: a compiled generator's sheets as Arrow batches."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidegate.dga.batch import Batch
from tidegate.dga.block import suffixes_of
from tidegate.dga.compiler import Spell, compiled
from tidegate.dga.moment import EPOCH
from tidegate.dga.spelling.sheet import Columns
from tidegate.dga.spelling.text import SLACK
from tidegate.dga.spelling.words import Table

_BYTES_A_NAME = 64
"""A first guess at the room that a name takes; what is not written on costs no memory, and where it is too little there
will be more."""
_NAMES = 1 << 18
"""Names of a batch, where a period has no more by itself."""
_NO_LIMIT = 1 << 62


def batches(
    spell: Spell,
    days: Sequence[date],
    inputs: Mapping[str, Any],
    endings: Sequence[str],
    expected: int,
    limit: int | None,
) -> Iterator[Batch]:
    """The names of `days` in batches, made as they are asked for. `expected` names a period are made room for."""
    drive, values = _compiled(spell), tuple(map(compilable, inputs.values()))
    dotted = words([f".{ending}" for ending in endings])
    wanted = expected if limit is None else min(limit, expected)
    room = max(wanted, 1)
    done = 0
    while done < len(days):
        some = days[done : done + max(1, _NAMES // room)]
        sheet = _sheet(len(some) * room, dotted)
        firsts = np.zeros(len(some) + 1, np.int64)
        whole = drive(sheet, _numbers(some), values, firsts, _NO_LIMIT if limit is None else limit)
        if whole:
            yield _batch(some[:whole], firsts[: whole + 1], sheet, endings)
            done += whole
        else:
            room *= 2


def compilable(value: Any) -> Any:
    """An input as compiled code takes it: a whole number; an int64 array of a text's codes, or of whole numbers; a
    `Table` of texts."""
    if isinstance(value, str | bytes):
        return np.frombuffer(value.encode("ascii") if isinstance(value, str) else value, np.uint8).astype(np.int64)
    if isinstance(value, tuple):
        return np.array(value, np.int64) if value and isinstance(value[0], int) else words(value)
    return int(value)


def words(texts: Sequence[str | bytes]) -> Table:
    """Texts in ASCII as a table."""
    codes = [text.encode("ascii") if isinstance(text, str) else text for text in texts]
    starts = np.fromiter(accumulate(map(len, codes), initial=0), np.int64)
    return Table(np.frombuffer(b"".join([*codes, bytes(SLACK)]), np.uint8), starts)


def _numbers(days: Sequence[date]) -> NDArray[np.int64]:
    return np.fromiter(map(date.toordinal, days), np.int64, len(days)) - EPOCH


@cache
def _compiled(spell: Spell) -> Callable[..., int]:
    return compiled(spell)


def _sheet(names: int, endings: Table) -> Columns:
    return Columns(
        np.empty(names * _BYTES_A_NAME + SLACK, np.uint8),
        np.zeros(4, np.int64),
        np.zeros(names + 1, np.int32),
        np.empty(names, np.int16),
        endings,
    )


def _batch(days: Sequence[date], firsts: Any, sheet: Columns, endings: Sequence[str]) -> Batch:
    count = int(firsts[-1])
    ends = sheet.ends[: count + 1]
    names = pa.StringArray.from_buffers(count, pa.py_buffer(ends), pa.py_buffer(sheet.text[: ends[-1]]))
    return Batch(days, firsts, names, suffixes_of(endings, sheet.suffixes[:count]))
