"""Which names of successive sets need an entry.

A name that stands twice in one set needs one entry. Where a set holds mostly names of the set before (a bot that also
tries the names of other days), only its new names get entries, and the set is marked: what it carries on from the set
before is found there.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from tidegate.identify.hashing import Hashes


class Sifted(NamedTuple):
    """Per name whether it needs an entry; per set whether it carries on the names of the set before."""

    fresh: NDArray[np.bool_]
    carries: NDArray[np.bool_]


class Sieve:
    """Takes the sets of one model in their order, and remembers the last."""

    def __init__(self) -> None:
        self._before = np.zeros(2, np.uint64)

    def sift(self, hashes: Hashes, firsts: NDArray[np.int64]) -> Sifted:
        """The next sets: set s has the hashes `firsts[s]` to `firsts[s + 1]`."""
        fresh, carries = np.zeros(len(hashes), np.bool_), np.zeros(len(firsts) - 1, np.bool_)
        self._before = _sift(hashes, firsts, self._before, fresh, carries)
        return Sifted(fresh, carries)


@njit(cache=True, nogil=True)
def _sift(
    hashes: Hashes, firsts: NDArray[np.int64], before: Hashes, fresh: NDArray[np.bool_], carries: NDArray[np.bool_]
) -> Hashes:
    for number in range(len(carries)):
        first, end = firsts[number], firsts[number + 1]
        now = np.zeros(_room(end - first), np.uint64)
        distinct = carried = 0
        for index in range(first, end):
            fresh[index] = _add(now, hashes[index])
            if fresh[index]:
                distinct += 1
                carried += _has(before, hashes[index])
        carries[number] = 2 * carried > distinct
        if carries[number]:
            for index in range(first, end):
                fresh[index] = fresh[index] and not _has(before, hashes[index])
        before = now
    return before


@njit(nogil=True)
def _room(names: int) -> int:
    room = 2
    while room < 2 * names:
        room *= 2
    return room


@njit(nogil=True)
def _add(table: Hashes, wanted: np.uint64) -> bool:
    """Put a hash into a table with room; whether it is new there."""
    at = _place(table, wanted)
    new = table[at] != wanted
    table[at] = wanted
    return bool(new)


@njit(nogil=True)
def _has(table: Hashes, wanted: np.uint64) -> bool:
    return bool(table[_place(table, wanted)] == wanted)


@njit(nogil=True)
def _place(table: Hashes, wanted: np.uint64) -> np.uint64:
    last = np.uint64(len(table) - 1)
    at = wanted & last
    while table[at] != np.uint64(0) and table[at] != wanted:
        at = (at + np.uint64(1)) & last
    return at
