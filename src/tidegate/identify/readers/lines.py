"""The lines of a text, many at once, as an Arrow array of bytes: no Python object a line."""

import re
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tidegate.identify.readers.tally import Tally

CHUNK = 4 * 1024 * 1024
LONGEST = 64 * 1024
"""Bytes of a longest line that is looked at."""


def lines(stream: BinaryIO, tally: Tally) -> Iterator[pa.BinaryArray]:
    """All lines without their ends, in batches; longer ones than LONGEST are counted and left out."""
    rest = b""
    passing = False  # whether a line that is too long is still going on
    while chunk := stream.read(CHUNK):
        if passing:
            _, newline, chunk = chunk.partition(b"\n")
            passing = not newline
        cut = chunk.rfind(b"\n") + 1
        if cut:
            yield from _whole(rest + chunk[:cut], tally)
            rest = chunk[cut:]
        else:
            rest += chunk
        if len(rest) > LONGEST:
            _too_long(tally)
            rest, passing = b"", True
    if rest:
        yield from _whole(rest + b"\n", tally)


def matches(stream: BinaryIO, pattern: re.Pattern[bytes], tally: Tally, reason: str) -> Iterator[pa.BinaryArray]:
    """What `matching` finds in all lines."""
    for batch in lines(stream, tally):
        yield matching(batch, pattern, tally, reason)


def matching(rows: pa.BinaryArray, pattern: re.Pattern[bytes], tally: Tally, reason: str) -> pa.BinaryArray:
    """The group `name` of each line that has it; the others are counted for `reason`."""
    found = pc.extract_regex(rows, pattern.pattern)
    names = pc.struct_field(found, "name")
    tally.skip(reason, names.null_count)
    return names.drop_null()


def _whole(data: bytes, tally: Tally) -> Iterator[pa.BinaryArray]:
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) == ord("\n"))
    starts = np.concatenate([[0], ends[:-1] + 1])
    offsets = np.concatenate([starts, [len(data)]]).astype(np.int32)
    rows = pa.Array.from_buffers(pa.binary(), len(ends), [None, pa.py_buffer(offsets), pa.py_buffer(data)])
    long = int(np.count_nonzero(np.diff(offsets) > LONGEST + 1))
    if long:
        rows = rows.filter(pc.less_equal(pc.binary_length(rows), LONGEST + 1))
        _too_long(tally, long)
    tally.records += len(rows)
    yield rows


def _too_long(tally: Tally, times: int = 1) -> None:
    tally.records += times
    tally.skip("the line is too long", times)
