"""How often each text of an Arrow array stands in it, in compiled code: a hash table of places, exact."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

_BASIS, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)  # FNV-1a, 64 bits
_EMPTY = np.int32(-1)


@njit(cache=True, nogil=True)
def times(ends: NDArray[np.int32], text: NDArray[np.uint8]) -> NDArray[np.int32]:
    """For each text, from `ends[i]` to `ends[i + 1]`, how often it stands there; 0 where it came before."""
    count = len(ends) - 1
    size = 4
    while size < 2 * count:
        size *= 2
    places = np.full(size, _EMPTY, np.int32)
    found = np.zeros(count, np.int32)
    for place in range(count):
        slot = _hash(text, ends[place], ends[place + 1]) & np.uint64(size - 1)
        while places[slot] != _EMPTY and not _same(ends, text, places[slot], place):
            slot = (slot + np.uint64(1)) & np.uint64(size - 1)
        if places[slot] == _EMPTY:
            places[slot] = place
        found[places[slot]] += 1
    return found


@njit(nogil=True)
def _hash(text: NDArray[np.uint8], begin: int, end: int) -> np.uint64:
    mixed = _BASIS
    for index in range(begin, end):
        mixed = (mixed ^ np.uint64(text[index])) * _PRIME
    return mixed ^ (mixed >> np.uint64(32))


@njit(nogil=True)
def _same(ends: NDArray[np.int32], text: NDArray[np.uint8], one: int, other: int) -> bool:
    length = ends[one + 1] - ends[one]
    same, index = bool(ends[other + 1] - ends[other] == length), 0
    while same and index < length:
        same = bool(text[ends[one] + index] == text[ends[other] + index])
        index += 1
    return same
