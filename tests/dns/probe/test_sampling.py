"""What a sample holds, and what it says of all names: held against counting every case there is."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.probe.sampling import drawn, most_open, needed

NAMES = [f"n{number}.com" for number in range(90)] + ["one.ws", "one.tn"]
SUFFIXES = {name: name.partition(".")[2] for name in NAMES}


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
    assert bound == max(open for open in possible if chance(found, open, sample, of) > Fraction(1, 10))


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


@given(st.randoms(), st.integers(3, 95))
def test_a_small_registry_is_never_missed(random, size):
    order = random.sample(NAMES, len(NAMES))
    names, first = drawn(order, SUFFIXES, size)
    assert {SUFFIXES[name] for name in names} == {"com", "ws", "tn"}
    assert len(names) == len(set(names)) <= size
    assert names[:first] == order[:first]


def test_a_sample_smaller_than_the_suffixes_is_left_to_chance():
    assert drawn(NAMES, SUFFIXES, 2) == (NAMES[:2], 2)


def test_what_is_added_takes_its_place_from_chance():
    assert drawn(NAMES, SUFFIXES, 10) == ([*NAMES[:8], "one.ws", "one.tn"], 8)


def test_a_sample_larger_than_the_day_is_the_day():
    assert drawn(NAMES, SUFFIXES, 1_000) == (NAMES, len(NAMES))
