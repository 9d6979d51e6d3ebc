"""Who is meant: an id, a suffix or a name."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.errors import TidegateError
from tidegate.operation.directory.lookup import look_up
from tidegate.operation.playbook import load

CONFICKER = load("conficker")[0]


@pytest.mark.parametrize(
    ("meant", "registry", "suffix", "whole"),
    [
        ("verisign", "verisign", "com", True),
        ("uk", "nominet", "uk", True),
        (".uk", "nominet", "uk", True),
        ("co.uk", "nominet", "co.uk", True),
        ("Gzyh.co.uk.", "nominet", "co.uk", False),
        ("ck", "ck", "ck", True),
        ("anything.ck", "ck", "anything.ck", True),
        ("www.ck", "ck", "ck", False),
        ("xn--p1ai", "cctld-ru", "xn--p1ai", True),
        ("рф", "cctld-ru", "xn--p1ai", True),
        ("x.bit", "not-in-the-root", "bit", False),
    ],
)
def test_the_directory_knows_an_id_a_suffix_and_a_name(meant, registry, suffix, whole):
    found = look_up(meant)
    assert (found.registry.id, found.suffix, found.whole) == (registry, suffix, whole)


def test_a_zone_is_its_operator_s_and_never_asked_for_itself():
    zone, host = look_up("no-ip.org"), look_up("bfisback.no-ip.org")
    assert zone.registry == host.registry
    assert (zone.registry.name, zone.whole, host.whole) == ("No-IP.com", True, False)


def test_an_operation_answers_with_its_own_registries():
    assert look_up("gzyh.com", CONFICKER).registry.name == "VeriSign Global Registry Services"
    assert look_up("ws", CONFICKER).registry.action == "sinkhole"
    assert look_up("de", CONFICKER).registry.id == "de"


@pytest.mark.parametrize("meant", ["verisgn", "", ".", "a b", "-.com"])
def test_what_is_nobody_s_is_refused(meant):
    with pytest.raises(TidegateError):
        look_up(meant, CONFICKER)


@given(st.text(max_size=40))
def test_any_text_is_answered_or_refused(text):
    with suppress(TidegateError):
        assert look_up(text, CONFICKER).registry.suffixes
