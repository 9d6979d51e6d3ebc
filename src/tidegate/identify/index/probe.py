"""Looking hashes up in a segment: which entries have their fingerprints?

Each hash costs two waits for memory, its bucket's bounds and the place in it that the fingerprint's size promises
(fingerprints are spread evenly). Both are asked for by the hundred before any is used, so the waits overlap.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from tidegate.identify.hashing import Hashes
from tidegate.identify.index.arrange import BITS, BUCKETS, Entries, Starts

_BUCKET = np.uint64(64 - BITS)
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_AT_ONCE = 512


def probe(hashes: Hashes, entries: Entries, starts: Starts) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """The candidates: the place of a hash among `hashes`, and the number of a set that may hold its name. `starts` may
    be a finer directory."""
    finer = ((len(starts) - 1) // BUCKETS).bit_length() - 1
    room = max(1024, len(hashes))
    while len(entries):
        rows, sets = np.empty(room, np.int64), np.empty(room, np.uint32)
        found = _probe(hashes, entries, starts, np.uint64(finer), np.uint64(32 - finer), rows, sets)
        if found <= room:
            return rows[:found], sets[:found]
        room = found
    return np.zeros(0, np.int64), np.zeros(0, np.uint32)


@njit(cache=True, nogil=True)
def _probe(
    hashes: Hashes,
    entries: Entries,
    starts: Starts,
    finer: np.uint64,
    dropped: np.uint64,
    rows: NDArray[np.int64],
    sets: NDArray[np.uint32],
) -> int:
    """Write the candidates as far as there is room; how many there are."""
    firsts, ends = np.empty(_AT_ONCE, np.int64), np.empty(_AT_ONCE, np.int64)
    guesses, near = np.empty(_AT_ONCE, np.int64), np.empty(_AT_ONCE, np.uint64)
    last = np.int64(len(entries)) - 1
    found = 0
    for begin in range(0, len(hashes), _AT_ONCE):
        some = hashes[begin : begin + _AT_ONCE]
        for index in range(len(some)):
            wanted = some[index] & _LOW
            part = ((some[index] >> _BUCKET) << finer) | (wanted >> dropped)
            first, end = starts[part], starts[part + np.uint64(1)]
            firsts[index], ends[index] = np.int64(first), np.int64(end)
            guesses[index] = np.int64(first + ((((wanted << finer) & _LOW) * (end - first)) >> _HALF))
        for index in range(len(some)):
            near[index] = entries[min(guesses[index], last)] >> _HALF
        for index in range(len(some)):
            wanted = some[index] & _LOW
            at = guesses[index]
            if near[index] >= wanted:
                at = _down(entries, wanted, at, firsts[index])
            else:
                at = _up(entries, wanted, at, ends[index])
            while at < ends[index] and entries[at] >> _HALF == wanted:
                if found < len(rows):
                    rows[found], sets[found] = begin + index, entries[at] & _LOW
                found += 1
                at += 1
    return found


@njit(nogil=True)
def _down(entries: Entries, wanted: np.uint64, at: np.int64, first: np.int64) -> np.int64:
    """The first of the places from `first` to `at` that have no fingerprint below `wanted`."""
    while at > first and entries[at - 1] >> _HALF >= wanted:
        at -= 1
    return at


@njit(nogil=True)
def _up(entries: Entries, wanted: np.uint64, at: np.int64, end: np.int64) -> np.int64:
    """The first place from `at` to `end` whose fingerprint is not below `wanted`."""
    while at < end and entries[at] >> _HALF < wanted:
        at += 1
    return at
