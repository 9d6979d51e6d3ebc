"""FSIN is the sine of the remainder by its own, 66-bit pi."""

from fractions import Fraction
from math import factorial, sin

from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga.x87 import fsin

PI_66 = Fraction(0xC90FDAA22168C234C, 1 << 66)


def exact_sine(angle: Fraction) -> Fraction:
    """The Taylor series, to well below a double's last bit for angles of one turn."""
    return sum((-1) ** n * angle ** (2 * n + 1) / factorial(2 * n + 1) for n in range(30))


@given(st.integers(0, (1 << 63) - 1).map(float))
def test_remainder_by_the_66_bit_pi(number):
    expected = exact_sine(Fraction(number) % (2 * PI_66)) if number < 2.0**63 else Fraction(sin(number))
    assert abs(Fraction(fsin(number)) - expected) < Fraction(1, 1 << 52)


def test_small_numbers_have_their_true_sine():
    assert all(abs(fsin(float(number)) - sin(number)) < 1e-15 for number in range(1000))


def test_large_numbers_do_not():
    assert abs(fsin(2.0**62) - sin(2.0**62)) > 0.001


def test_out_of_range_is_the_true_sine():
    assert fsin(2.0**63) == sin(2.0**63)
