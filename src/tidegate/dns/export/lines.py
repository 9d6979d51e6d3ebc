"""Text of many rows at once: assembled by Arrow's kernels, so that no row becomes a Python object."""

import re

import pyarrow as pa
import pyarrow.compute as pc

_HOLE = re.compile(r"\{(\w+)\}")


def joined(*parts: pa.Array | str) -> bytes:
    """The parts of each row one after another, and the rows one after another, in UTF-8."""
    rows = pc.binary_join_element_wise(*parts, "")
    whole = pa.ListArray.from_arrays(pa.array([0, len(rows)], pa.int32()), rows)
    return bytes(pc.binary_join(whole, "")[0].as_buffer())


def filled(template: str, rows: pa.RecordBatch) -> bytes:
    """`template` once for each row, with the row's cell of column `name` in the place of every `{name}`."""
    pieces = _HOLE.split(template)  # text, column, text, column, ..., text
    return joined(*(rows[piece] if index % 2 else piece for index, piece in enumerate(pieces)))
