"""A resolver as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.probe.resolver import Resolver
from tidegate.errors import TidegateError


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("127.0.0.1:5353", "127.0.0.1", 5353),
        ("9.9.9.9", "9.9.9.9", 53),
        ("[::1]:5353", "::1", 5353),
        ("2001:db8::1", "2001:db8::1", 53),
        ("localhost:5353", "localhost", 5353),
        ("resolver.example", "resolver.example", 53),
    ],
)
def test_address_or_name_and_port(text, host, port):
    assert Resolver.parse(text) == Resolver(host, port)


@pytest.mark.parametrize("text", ["", ":53", "a b:53", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:dns"])
def test_anything_else_is_refused_by_name(text):
    with pytest.raises(TidegateError, match="is not a resolver"):
        Resolver.parse(text)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        resolver = Resolver.parse(text)
    except TidegateError:
        return
    assert Resolver.parse(str(resolver)) == resolver
