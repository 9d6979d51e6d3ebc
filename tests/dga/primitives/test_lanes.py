"""Words side by side: each lane reckons for itself, as 32-bit words do."""

import operator

import numpy as np
import pytest
from numba import njit

from tidegate.dga.primitives.lanes import LANES, many_lanes, one_lane, row, set_row

OPERATIONS = [operator.add, operator.and_, operator.or_, operator.xor]
WORDS = np.arange(2 * LANES, dtype=np.uint32) * np.uint32(0x9E3779B9)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.__name__)
def test_two_vectors_are_reckoned_with_lane_by_lane(operation):
    @njit
    def run(rows):
        set_row(rows, 0, operation(row(rows, 0, many_lanes()), row(rows, 1, many_lanes())))

    rows = WORDS.copy()
    run(rows)
    assert rows[:LANES].tolist() == operation(WORDS[:LANES], WORDS[LANES:]).tolist()


def test_number_beside_a_vector_counts_in_each_lane():
    @njit
    def run(rows):
        words = row(rows, 0, many_lanes())
        set_row(rows, 0, words + 0xFFFFFFFF)
        set_row(rows, 1, words << 7 | words >> 25)

    rows = WORDS.copy()
    run(rows)
    assert rows[:LANES].tolist() == [(word - 1) % 2**32 for word in WORDS[:LANES].tolist()]
    assert rows[LANES:].tolist() == [(word << 7 | word >> 25) % 2**32 for word in WORDS[:LANES].tolist()]


def test_single_lane_is_one_word():
    @njit
    def run(rows):
        set_row(rows, 1, row(rows, 0, one_lane()) + row(rows, 2, one_lane()))

    rows = np.array([0xFFFFFFFF, 0, 3], np.uint32)
    run(rows)
    assert rows.tolist() == [0xFFFFFFFF, 2, 3]
