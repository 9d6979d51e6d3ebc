"""Entries in order: a name's fingerprint beside the number of its set, in buckets.

An entry is one uint64: the low 32 bits of the name's hash above the number of the set. A bucket has the entries of all
hashes that begin with the same BITS bits, in ascending order, so of a hash 50 bits are kept: a name that is not in the
index meets an entry that is not its own about once in 10^7 lookups at 10^8 names.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from tidegate.identify.hashing import Hashes

BITS = 18
BUCKETS = 1 << BITS
Entries = NDArray[np.uint64]
Starts = NDArray[np.uint64]
"""Where each bucket begins among the entries, and where the last one ends: BUCKETS + 1 numbers. In a directory that is
finer by some bits, each bucket is parted by so many first bits of its fingerprints."""

_SHIFT = np.uint64(64 - BITS)
_HALF = np.uint64(32)


def arranged(hashes: Hashes, sets: NDArray[np.uint32]) -> tuple[Entries, Starts]:
    """The entries of names with these hashes, each in the set of this number."""
    starts = np.zeros(BUCKETS + 1, np.uint64)
    entries = np.empty(len(hashes), np.uint64)
    _distribute(hashes, sets, starts, entries)
    _sort(entries, starts)
    return entries, starts


def merged(parts: list[tuple[Entries, Starts]], first: int, last: int) -> Entries:
    """The buckets from `first` to before `last` of several arrangements, as those of one."""
    ends = np.zeros(last - first + 1, np.uint64)
    for _, starts in parts:
        ends += starts[first : last + 1] - starts[first]
    entries = np.empty(int(ends[-1]), np.uint64)
    cursors = ends[:-1].copy()
    for part, starts in parts:
        _append(part, starts[first : last + 1], entries, cursors)
    _sort(entries, ends)
    return entries


def count_finely(entries: Entries, starts: Starts, finer: int, counts: Starts) -> None:
    """Add to `counts` how many of these buckets' entries are in each part of a directory that is `finer` by so many
    bits; `entries` and `counts` begin with the first of the buckets."""
    _count_finely(entries, starts, np.uint64(finer), np.uint64(32 - finer), counts)


@njit(cache=True, nogil=True)
def _count_finely(entries: Entries, starts: Starts, finer: np.uint64, dropped: np.uint64, counts: Starts) -> None:
    for bucket in range(np.int64(len(starts) - 1)):
        part = np.uint64(bucket) << finer
        for at in range(np.int64(starts[bucket] - starts[0]), np.int64(starts[bucket + 1] - starts[0])):
            counts[part | ((entries[at] >> _HALF) >> dropped)] += np.uint64(1)


@njit(cache=True, nogil=True)
def _distribute(hashes: Hashes, sets: NDArray[np.uint32], starts: Starts, entries: Entries) -> None:
    for index in range(len(hashes)):
        starts[(hashes[index] >> _SHIFT) + np.uint64(1)] += np.uint64(1)
    for bucket in range(len(starts) - 1):
        starts[bucket + 1] += starts[bucket]
    cursors = starts[:-1].copy()
    for index in range(len(hashes)):
        bucket = hashes[index] >> _SHIFT
        entries[cursors[bucket]] = (hashes[index] << _HALF) | np.uint64(sets[index])
        cursors[bucket] += np.uint64(1)


@njit(cache=True, nogil=True)
def _append(part: Entries, starts: Starts, entries: Entries, cursors: Starts) -> None:
    for bucket in range(len(cursors)):
        for at in range(starts[bucket], starts[bucket + 1]):
            entries[cursors[bucket]] = part[at]
            cursors[bucket] += np.uint64(1)


@njit(cache=True, nogil=True)
def _sort(entries: Entries, starts: Starts) -> None:
    for bucket in range(len(starts) - 1):
        entries[starts[bucket] : starts[bucket + 1]].sort()
