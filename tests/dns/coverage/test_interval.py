"""What a sample says about all: Wilson's interval holds the truth about nineteen times in twenty."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.coverage.interval import wilson


def test_the_interval_of_a_known_case():
    low, high = wilson(986, 1000)
    assert (round(low, 4), round(high, 4)) == (0.9766, 0.9916)


@given(st.integers(0, 5_000), st.integers(1, 5_000))
def test_the_estimate_lies_within(part, whole):
    part = min(part, whole)
    low, high = wilson(part, whole)
    assert 0 <= low <= part / whole <= high <= 1


def test_nothing_drawn_says_nothing():
    assert wilson(0, 0) == (0, 1)


@pytest.mark.parametrize("share", [0.5, 0.9, 0.98])
def test_the_truth_lies_within_about_nineteen_times_in_twenty(share):
    draws = np.random.default_rng(4).binomial(400, share, 2_000)
    held = np.mean([low <= share <= high for low, high in (wilson(int(part), 400) for part in draws)])
    assert 0.93 < held < 0.97


def test_impossible_counts_are_refused():
    with pytest.raises(ValueError, match="2 of 1"):
        wilson(2, 1)
