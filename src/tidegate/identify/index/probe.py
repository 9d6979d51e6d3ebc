"""Looking hashes up in a segment: which entries have their fingerprints?

Each hash costs two waits for memory, its bucket's bounds and the place in it that the fingerprint's size promises
(fingerprints are spread evenly). Both are asked for by the hundred before any is used, so the waits overlap.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from tidegate.identify.hashing import Hashes
from tidegate.identify.index.arrange import BITS, Entries, Starts

_SHIFT = np.uint64(64 - BITS)
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_AT_ONCE = 512


def probe(hashes: Hashes, entries: Entries, starts: Starts) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """The candidates: the place of a hash among `hashes`, and the number of a set that may hold its name."""
    room = max(1024, len(hashes))
    while True:
        rows, sets = np.empty(room, np.int64), np.empty(room, np.uint32)
        found = _probe(hashes, entries, starts, rows, sets)
        if found <= room:
            return rows[:found], sets[:found]
        room = found


@njit(cache=True, nogil=True)
def _probe(hashes: Hashes, entries: Entries, starts: Starts, rows: NDArray[np.int64], sets: NDArray[np.uint32]) -> int:
    """Write the candidates as far as there is room; how many there are."""
    guesses = np.empty(_AT_ONCE, np.int64)
    last = max(np.int64(0), np.int64(len(entries)) - 1)
    found = 0
    for begin in range(0, len(hashes), _AT_ONCE):
        some = hashes[begin : begin + _AT_ONCE]
        for index in range(len(some)):
            bucket = some[index] >> _SHIFT
            size = starts[bucket + np.uint64(1)] - starts[bucket]
            guesses[index] = min(last, np.int64(starts[bucket] + (((some[index] & _LOW) * size) >> _HALF)))
        _touch(entries, guesses[: len(some)])
        for index in range(len(some)):
            bucket, wanted = some[index] >> _SHIFT, some[index] & _LOW
            first, end = np.int64(starts[bucket]), np.int64(starts[bucket + np.uint64(1)])
            at = _lower_bound(entries, wanted, guesses[index], first, end)
            while at < end and entries[at] >> _HALF == wanted:
                if found < len(rows):
                    rows[found], sets[found] = begin + index, entries[at] & _LOW
                found += 1
                at += 1
    return found


@njit(nogil=True)
def _touch(entries: Entries, guesses: NDArray[np.int64]) -> np.uint64:
    total = np.uint64(0)
    for index in range(len(guesses)):
        if guesses[index] < len(entries):
            total ^= entries[guesses[index]]
    return total


@njit(nogil=True)
def _lower_bound(entries: Entries, wanted: np.uint64, at: np.int64, first: np.int64, end: np.int64) -> np.int64:
    """The first place from `first` to `end` whose fingerprint is not below `wanted`, sought from `at` on."""
    while at > first and entries[at - 1] >> _HALF >= wanted:
        at -= 1
    while at < end and entries[at] >> _HALF < wanted:
        at += 1
    return at
