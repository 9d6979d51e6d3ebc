"""Base 64 as Python's own library writes it."""

from base64 import b64encode, urlsafe_b64encode

from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga.primitives.base64 import digit, lower_digit, sextet, url_digit


@given(st.binary(max_size=40))
def test_digits_are_those_of_the_library(octets):
    expected = b64encode(octets).rstrip(b"=")
    values = [sextet(octets, len(octets), index) for index in range(len(expected))]
    assert bytes(map(digit, values)) == expected
    assert bytes(map(lower_digit, values)) == expected.lower()
    assert bytes(map(url_digit, values)) == urlsafe_b64encode(octets).rstrip(b"=")
