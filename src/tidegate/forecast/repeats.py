"""Which names of a list stand in it more than once: each is kept at its first place, with how often it comes."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_LONG = 4_096
"""From so many names on compiled code counts; it is quicker by far, once it is loaded."""


def times(names: pa.StringArray) -> NDArray[np.int32]:
    """For each place in the list, in how many places its name stands; 0 where the same name came before."""
    return _counted_fast(names) if len(names) >= _LONG else _counted(names)


def _counted(names: pa.StringArray) -> NDArray[np.int32]:
    codes = names.dictionary_encode().indices.to_numpy()
    _, firsts, counts = np.unique(codes, return_index=True, return_counts=True)
    found = np.zeros(len(names), np.int32)
    found[firsts] = counts
    return found


def _counted_fast(names: pa.StringArray) -> NDArray[np.int32]:
    from tidegate.forecast import tallying  # late: for its compiler

    _, ends, text = names.buffers()
    offsets = np.frombuffer(ends, np.int32)[names.offset : names.offset + len(names) + 1]
    return tallying.times(offsets, np.frombuffer(text, np.uint8))
