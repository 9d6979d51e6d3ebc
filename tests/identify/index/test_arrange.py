"""Arranged, probed and merged entries, held against a dictionary."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.identify.index.arrange import BUCKETS, arranged, merged
from tidegate.identify.index.probe import probe

HASHES = st.lists(st.one_of(st.integers(1, 2**64 - 1), st.integers(1, 20), st.integers(2**64 - 20, 2**64 - 1)))
KEPT = (1 << 64) - 1 ^ (((1 << 14) - 1) << 32)
"""The bits of a hash that an entry keeps: those of its bucket and the low half."""


def entries(hashes, first_set=0):
    return arranged(np.array(hashes, np.uint64), np.arange(first_set, first_set + len(hashes), dtype=np.uint32))


def answers(wanted, part):
    rows, sets = probe(np.array(wanted, np.uint64), *part)
    return sorted(zip(rows.tolist(), sets.tolist(), strict=True))


def expected(wanted, held):
    return sorted(
        (row, number)
        for row, one in enumerate(wanted)
        for number, other in enumerate(held)
        if one & KEPT == other & KEPT
    )


@settings(deadline=None, max_examples=50)
@given(HASHES, HASHES)
def test_every_hash_finds_the_sets_it_was_put_into(held, others):
    wanted = held + others
    assert answers(wanted, entries(held)) == expected(wanted, held)


@settings(deadline=None, max_examples=50)
@given(HASHES, HASHES, st.integers(1, BUCKETS))
def test_merged_parts_are_as_if_arranged_together(one, other, cut):
    parts = [entries(one), entries(other, len(one))]
    together, _ = entries(one + other)
    some, rest = merged(parts, 0, cut), merged(parts, cut, BUCKETS)
    assert np.array_equal(np.concatenate([some, rest]), together)


def test_more_candidates_than_hashes_are_all_told():
    assert len(answers([7] * 3, entries([7] * 5000))) == 15_000
