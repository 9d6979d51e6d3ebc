"""What needs an entry: no repeat, and nothing that most of a set carries on from the set before."""

import numpy as np

from tidegate.identify.index.sift import Sieve


def sift(sieve, *sets):
    hashes = np.array([one for names in sets for one in names], np.uint64)
    found = sieve.sift(hashes, np.cumsum([0, *map(len, sets)]))
    return found.fresh.astype(int).tolist(), found.carries.tolist()


def test_a_repeat_in_a_set_needs_one_entry():
    assert sift(Sieve(), [5, 6, 5]) == ([1, 1, 0], [False])


def test_a_sliding_window_needs_only_its_new_names():
    assert sift(Sieve(), [1, 2, 3], [2, 3, 4], [3, 4, 5]) == ([1, 1, 1, 0, 0, 1, 0, 0, 1], [False, True, True])


def test_a_chance_repeat_keeps_its_entry():
    assert sift(Sieve(), [1, 2, 3], [3, 4, 5]) == ([1] * 6, [False, False])


def test_the_last_set_is_remembered_from_call_to_call():
    sieve = Sieve()
    sift(sieve, [1, 2, 3])
    assert sift(sieve, [3, 2, 1, 9]) == ([0, 0, 0, 1], [True])


def test_empty_sets_carry_nothing():
    assert sift(Sieve(), [], [1], []) == ([1], [False, False, False])
