"""What the name server says, and that it never says much to whom it does not know."""

from ipaddress import IPv4Address

import dns.flags
import dns.message
import dns.rcode
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.sinkhole.message import MalformedError, read
from tidegate.sinkhole.zone import ADDED, Zone

HELD = {"gzyh.nl", "ktmybhf.co.uk"}
ZONE = Zone(
    IPv4Address("192.0.2.2"), ("ns1.sinkhole.invalid", "ns2.sinkhole.invalid"), HELD.__contains__, {"sinkhole.example"}
)
SERIAL = 2009040100


def ask(name, type_="A", zone=ZONE, cls="IN", stream=False, **options):
    wire = dns.message.make_query(name, type_, cls, **options).to_wire()
    answer = zone.stream(wire, read(wire), SERIAL) if stream else zone.datagram(wire, read(wire))
    return dns.message.from_wire(answer)


def texts(section):
    return sorted(rrset.to_text() for rrset in section)


@pytest.mark.parametrize(
    "name", ["gzyh.nl", "GzYh.NL", "ktmybhf.co.uk", "www.gzyh.nl", "sinkhole.example", "a.b.c.sinkhole.example"]
)
@pytest.mark.parametrize("stream", [False, True])
def test_every_name_of_ours_has_the_sinkholes_address(name, stream):
    answer = ask(name, stream=stream)
    assert texts(answer.answer) == [f"{name}. 300 IN A 192.0.2.2"]
    assert answer.flags & dns.flags.AA


@pytest.mark.parametrize("name", ["google.com", "nl", "co.uk", ".", "xgzyh.nl", "example"])
def test_foreign_names_are_refused(name):
    answer = ask(name)
    assert (answer.rcode(), answer.answer) == (dns.rcode.REFUSED, [])
    assert not answer.flags & dns.flags.AA


@pytest.mark.parametrize("type_", ["AXFR", "IXFR"])
def test_the_zone_is_not_handed_out(type_):
    assert ask("sinkhole.example", type_, stream=True).rcode() == dns.rcode.REFUSED


def test_only_the_internet_has_our_names():
    assert ask("gzyh.nl", cls="CH").rcode() == dns.rcode.REFUSED
    assert ask("version.bind", "TXT", cls="CH").rcode() == dns.rcode.REFUSED


@pytest.mark.parametrize("type_", ["AAAA", "TXT", "MX", "DS"])
def test_other_types_are_denied_with_the_soa_only_where_the_asker_is_proved(type_):
    over_udp, over_tcp = ask("www.gzyh.nl", type_), ask("www.gzyh.nl", type_, stream=True)
    assert (over_udp.rcode(), over_udp.answer, over_udp.authority) == (dns.rcode.NOERROR, [], [])
    assert not over_udp.flags & dns.flags.TC
    [soa] = texts(over_tcp.authority)
    assert soa.startswith("gzyh.nl. 300 IN SOA ns1.sinkhole.invalid. hostmaster.ns1.sinkhole.invalid. 2009040100 ")


def test_an_apex_has_soa_and_ns_over_tcp():
    assert texts(ask("gzyh.nl", "NS", stream=True).answer) == [
        "gzyh.nl. 300 IN NS ns1.sinkhole.invalid.\ngzyh.nl. 300 IN NS ns2.sinkhole.invalid."
    ]
    assert ask("gzyh.nl", "SOA", stream=True).answer[0][0].serial == SERIAL
    assert ask("www.gzyh.nl", "NS", stream=True).answer == []


def test_what_is_too_long_for_udp_is_truncated_so_that_the_asker_comes_by_tcp():
    for type_ in ("SOA", "NS"):
        answer = ask("gzyh.nl", type_)
        assert answer.flags & dns.flags.TC
        assert answer.answer == []


def test_any_is_answered_with_the_address_alone():
    assert len(ask("gzyh.nl", "ANY").answer) == 1


def test_a_sinkhole_without_name_servers_has_no_soa_to_show():
    nameless = Zone(IPv4Address("192.0.2.2"), (), HELD.__contains__)
    assert ask("gzyh.nl", "SOA", nameless, stream=True).answer == []
    assert ask("gzyh.nl", "AAAA", nameless, stream=True).authority == []


def test_an_unknown_version_of_edns_is_refused_as_such():
    assert ask("gzyh.nl", use_edns=1).rcode() == dns.rcode.BADVERS


NAMES = st.sampled_from(["gzyh.nl", "www.gzyh.nl", "google.com", ".", "a" * 63 + ".sinkhole.example"])
TYPES = st.integers(0, 65_535) | st.sampled_from([1, 2, 6, 28, 255, 252])


@given(NAMES, TYPES, st.sampled_from([1, 3, 255]), st.sampled_from([-1, 0, 1]), st.data())
def test_no_datagram_is_answered_with_more_than_itself_and_one_address(name, type_, cls, edns, data):
    wire = bytearray(dns.message.make_query(name, type_, cls, use_edns=edns).to_wire())
    if data.draw(st.booleans()):
        wire[data.draw(st.integers(0, len(wire) - 1))] = data.draw(st.integers(0, 255))
    assert_no_amplifier(bytes(wire))


@given(st.binary(max_size=80))
def test_nor_is_any_other_datagram(wire):
    assert_no_amplifier(wire)


@given(st.binary(max_size=40))
def test_nor_is_one_whose_header_is_a_questions(rest):
    assert_no_amplifier(b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" + rest)


def assert_no_amplifier(wire):
    try:
        answer = ZONE.datagram(wire, read(wire))
    except MalformedError as error:
        answer = error.reply
    assert len(answer) <= len(wire) + ADDED
    assert ADDED == 16
