"""A resolver as people write it."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.probe.resolver import Resolver, located
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


def test_a_host_name_is_looked_up_and_one_that_leads_nowhere_is_named():
    assert asyncio.run(located(Resolver("localhost", 53))).host in ("127.0.0.1", "::1")
    with pytest.raises(TidegateError, match=r"no-such-host\.invalid:53 cannot be asked"):
        asyncio.run(located(Resolver("no-such-host.invalid", 53)))
