"""The loop of `tidegate.identify.readers.cleaning`, compiled."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

_GOOD, _EMPTY, _LONG, _LABEL, _BYTES, _FOREIGN = range(6)
_DOT, _SPACE, _LAST_PRINTABLE, _LONGEST_LABEL = 46, 32, 126, 63


@njit(cache=True, nogil=True)
def clean(
    given: NDArray[np.uint8],
    bounds: NDArray[np.int32],
    text: NDArray[np.uint8],
    ends: NDArray[np.int32],
    verdicts: NDArray[np.uint8],
    longest: int,
) -> None:
    """Write each good name behind the last one, and every name's verdict."""
    at, names = 0, 0
    for row in range(len(verdicts)):
        first, last = bounds[row], bounds[row + 1]
        while first < last and given[first] <= _SPACE:
            first += 1
        while last > first and given[last - 1] <= _SPACE:
            last -= 1
        while last > first and given[last - 1] == _DOT:
            last -= 1
        verdicts[row] = _name(given[first:last], text[at : at + last - first], longest)
        if verdicts[row] == _GOOD:
            at += last - first
            names += 1
            ends[names] = at


@njit(nogil=True)
def _name(given: NDArray[np.uint8], text: NDArray[np.uint8], longest: int) -> int:
    """Write `given` to `text` in lower case, and say whether it is a name."""
    if len(given) == 0:
        return _EMPTY
    label, bad_label, bad_byte = 0, False, False
    for index in range(len(given)):
        byte = given[index]
        if byte > _LAST_PRINTABLE + 1:
            return _FOREIGN
        bad_byte |= byte <= _SPACE or byte > _LAST_PRINTABLE
        if byte == _DOT:
            bad_label |= label == 0 or label > _LONGEST_LABEL
            label = 0
        else:
            label += 1
        text[index] = byte + 32 if 65 <= byte <= 90 else byte
    if bad_byte:
        return _BYTES
    if len(given) > longest:
        return _LONG
    return _LABEL if bad_label or label > _LONGEST_LABEL else _GOOD
