"""Which texts of an Arrow array are spelled as hosts' names are, in compiled code."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from tidegate.names.domain import MAX_LENGTH

_LONGEST_LABEL = 63
_DOT, _DASH = ord("."), ord("-")
_INSIDE = np.zeros(256, np.bool_)
_INSIDE[list(b"abcdefghijklmnopqrstuvwxyz0123456789-")] = True


@njit(cache=True, nogil=True)
def hosts(ends: NDArray[np.int32], text: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """For each text, from `ends[i]` to `ends[i + 1]`, whether it is a host's name in its canonical form."""
    found = np.zeros(len(ends) - 1, np.bool_)
    for place in range(len(found)):
        found[place] = ends[place + 1] - ends[place] <= MAX_LENGTH and _labels(text, ends[place], ends[place + 1])
    return found


@njit(nogil=True)
def _labels(text: NDArray[np.uint8], begin: int, end: int) -> bool:
    label = begin
    for index in range(begin, end + 1):
        if index == end or text[index] == _DOT:
            if not 0 < index - label <= _LONGEST_LABEL or text[label] == _DASH or text[index - 1] == _DASH:
                return False
            label = index + 1
        elif not _INSIDE[text[index]]:
            return False
    return True
