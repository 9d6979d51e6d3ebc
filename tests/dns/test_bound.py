"""What a sample says of all names: held against counting every case there is."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.bound import most_open, needed


def chance(found, open, sample, of):
    """The probability that a sample holds at most `found` of the open names, in fractions."""
    ways = sum(comb(open, held) * comb(of - open, sample - held) for held in range(found + 1) if held <= sample)
    return Fraction(ways, comb(of, sample))


@given(st.data())
def test_the_bound_is_exact(data):
    of = data.draw(st.integers(1, 40))
    sample = data.draw(st.integers(0, of))
    found = data.draw(st.integers(0, sample))
    bound = most_open(found, sample, of, 0.9)
    possible = range(found, of - (sample - found) + 1)
    assert bound == max(open for open in possible if chance(found, open, sample, of) >= Fraction(1, 10))


@given(of=st.integers(1, 200), at_most=st.integers(0, 200))
def test_no_smaller_sample_would_do(of, at_most):
    size = needed(of, at_most)
    assert most_open(0, size, of) <= at_most or size == of
    assert size == 0 or most_open(0, size - 1, of) > at_most


def test_a_day_of_conficker_needs_almost_three_thousand_names_for_fifty():
    assert needed(50_000, 50) == 2_851


def test_all_names_leave_no_doubt():
    assert most_open(3, 50_000, 50_000) == 3


@pytest.mark.parametrize("confidence", [0, 1])
def test_there_is_no_certainty(confidence):
    with pytest.raises(ValueError, match="confidence"):
        most_open(0, 1, 2, confidence)


def test_what_is_just_as_probable_as_it_may_be_is_possible():
    assert most_open(0, 1, 20, 0.9) == 18  # two of twenty names, and the one that was drawn is among the two
