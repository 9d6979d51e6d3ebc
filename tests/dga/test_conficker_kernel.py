"""The compiled chain takes the short way only where it changes no bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dga.families.conficker import A, B, C
from tidegate.dga.kernels import conficker as kernel

WORD = 1 << 64
chains = st.sampled_from([recipe.chain for recipe in (A, B, C)])


def advanced(chain, keys):
    """The keys after `keys`, by the compiled code, side by side."""
    rows = np.array([keys, keys], np.uint64)
    kernel._advance(rows, kernel._constants(next(recipe for recipe in (A, B, C) if recipe.chain is chain)))
    return rows[1].tolist()


@settings(deadline=None)
@given(chains, st.lists(st.integers(1, WORD - 1), min_size=1, max_size=16))
def test_any_keys_advance_as_the_specification_says(chain, keys):
    assert advanced(chain, keys) == [chain.after(key) for key in keys]


@settings(deadline=None)
@given(st.integers(0, 1 << 56))
def test_small_products_where_the_sine_matters(product):
    key = product * pow(A.chain.rmul, -1, WORD) % WORD or 1
    assert advanced(A.chain, [key]) == [A.chain.after(key)]


@pytest.mark.parametrize("edge", [-2, -1, 0, 1, 2])
@pytest.mark.parametrize("product", [1 << 53, 1 << 54, 1 << 55, 3 << 53])
def test_the_edge_from_which_the_sine_cannot_matter(product, edge):
    key = (product + edge) * pow(A.chain.rmul, -1, WORD) % WORD
    assert advanced(A.chain, [key]) == [A.chain.after(key)]


@pytest.mark.parametrize("key", [1, 2, 255, 256, 257, (1 << 63) - 1, 1 << 63, (1 << 63) + 1, WORD - 1])
def test_the_edges_of_ordinary_keys(key):
    for recipe in (A, B, C):
        assert advanced(recipe.chain, [key]) == [recipe.chain.after(key)]
