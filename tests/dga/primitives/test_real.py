"""Park and Miller's generator in real numbers, against exact fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga.primitives.rand import minimal
from tidegate.dga.primitives.real import fraction, real_minimal

FACTOR, MODULUS = 48271, 2147483647
states = st.floats(1, 2 * MODULUS)


def exact(state):
    quotient = Fraction(MODULUS, FACTOR)
    after = FACTOR * (Fraction(state) % quotient) - MODULUS % FACTOR * (Fraction(state) / quotient)
    return after if after > 0 else after + MODULUS


@given(states)
def test_a_step_is_schrages_with_an_uncut_quotient(state):
    distance = abs(Fraction(real_minimal(state)) - exact(state))
    assert min(distance, MODULUS - distance) < 1  # a remainder near its edge may fall on either side


@given(states)
def test_a_state_is_read_as_a_number_from_0_to_1(state):
    assert 0 < fraction(real_minimal(state)) <= 1


def test_it_is_not_the_generator_of_whole_numbers():
    assert real_minimal(1000.0) != minimal(1000)
    assert real_minimal(1000.0) == pytest.approx(float(exact(1000.0)))
