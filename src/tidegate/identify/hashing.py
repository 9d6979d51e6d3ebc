"""A name's hash: 64 bits, read straight off Arrow's buffers.

Eight bytes at a time are mixed by a multiplication and a shift, as in the finaliser of MurmurHash3 (Appleby, public
domain). It spreads names evenly. It resists nobody who seeks collisions, and need not: what it finds is looked at
again.
"""

import numpy as np
import pyarrow as pa
from numba import njit
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_MULTIPLIER = np.uint64(0xFF51AFD7ED558CCD)
_FINAL = np.uint64(0xC4CEB9FE1A85EC53)
_HALF, _ODD = np.uint64(32), np.uint64(29)


def hashes(names: pa.StringArray) -> Hashes:
    """The hash of each name, uint64; 0 is none of them. There must be no null."""
    ends, text = layout(names)
    made = np.empty(len(names), np.uint64)
    _hash_all(ends, text, made)
    return made


def layout(names: pa.StringArray) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Where names begin and end in their text (one number more than names), and the text: Arrow's own buffers."""
    _, ends, text = names.buffers()
    if not len(names):
        return np.zeros(1, np.int32), np.zeros(0, np.uint8)
    first = names.offset
    numbers = np.frombuffer(ends, np.int32)[first : first + len(names) + 1]
    return numbers, np.frombuffer(text, np.uint8) if text else np.zeros(0, np.uint8)


@njit(cache=True, nogil=True)
def _hash_all(ends: NDArray[np.int32], text: NDArray[np.uint8], made: Hashes) -> None:
    for index in range(len(made)):
        made[index] = _hash(text, ends[index], ends[index + 1])


@njit(nogil=True)
def _hash(text: NDArray[np.uint8], begin: int, end: int) -> np.uint64:
    size = end - begin
    state = np.uint64(size) * _FINAL
    if size < 8:
        state = _mixed(state, _few(text, begin, end))
    else:
        at = begin
        while at + 8 < end:
            state = _mixed(state, _eight(text, at))
            at += 8
        state = _mixed(state, _eight(text, end - 8))
    state *= _FINAL
    state ^= state >> _ODD
    return max(state, np.uint64(1))


@njit(nogil=True)
def _mixed(state: np.uint64, word: np.uint64) -> np.uint64:
    state = (state ^ word) * _MULTIPLIER
    return state ^ (state >> _HALF)


@njit(nogil=True)
def _few(text: NDArray[np.uint8], begin: int, end: int) -> np.uint64:
    word = np.uint64(0)
    for at in range(begin, end):
        word = (word << np.uint64(8)) | np.uint64(text[at])
    return word


@njit(nogil=True)
def _eight(text: NDArray[np.uint8], at: int) -> np.uint64:
    word = np.uint64(0)
    for byte in range(8):
        word |= np.uint64(text[at + byte]) << np.uint64(8 * byte)
    return word
