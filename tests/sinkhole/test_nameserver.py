"""The name server remembers what it said, until the names change."""

from datetime import date
from ipaddress import IPv4Address
from typing import NamedTuple

import dns.message
import dns.rcode
import pytest

from tidegate.sinkhole.judge import DAY, Judge
from tidegate.sinkhole.message import MalformedError
from tidegate.sinkhole.nameserver import Nameserver
from tidegate.sinkhole.record import unpack_content, unpack_verdict
from tidegate.sinkhole.zone import Zone

NOON = ((date(2009, 4, 1) - date(1970, 1, 1)).days * DAY) + DAY // 2


class Match(NamedTuple):
    family: str
    variant: str
    day: date


class Names(set):
    asked = 0

    def find(self, name):
        self.asked += 1
        return [Match("conficker", "c", date(2009, 4, day)) for day in (1, 3)] if name in self else []


@pytest.fixture
def names():
    return Names({"gzyh.nl"})


@pytest.fixture
def judge(names):
    return Judge(names.find)


@pytest.fixture
def server(judge):
    return Nameserver(Zone(IPv4Address("192.0.2.2"), ("ns.example",), judge.holds), judge)


def query(name="gzyh.nl", type_="A"):
    return dns.message.make_query(name, type_).to_wire()[2:]


def verdict(said):
    return unpack_verdict(unpack_content(said.content)[-1])


def rcode(said):
    return dns.message.from_wire(b"\0\0" + said.answer).rcode()


def test_an_answer_comes_with_what_the_journal_keeps(server):
    said = server.datagram(query("GZYH.nl"), NOON)
    assert unpack_content(said.content)[:3] == (b"gzyh.nl", b"A", b"")
    assert verdict(said).form == "dns-query"
    assert rcode(said) == dns.rcode.NOERROR


def test_the_root_has_a_name_in_the_journal(server):
    assert unpack_content(server.datagram(query("."), NOON).content)[0] == b"."


def test_over_tcp_there_is_more_to_say(server):
    over_udp, over_tcp = server.datagram(query(type_="SOA"), NOON), server.stream(query(type_="SOA"), NOON)
    assert len(over_tcp.answer) > len(over_udp.answer)
    assert dns.message.from_wire(b"\0\0" + over_tcp.answer).answer[0][0].serial == 2009040100


def test_what_comes_again_is_not_looked_up_again(server, names):
    first = server.datagram(query(), NOON)
    asked = names.asked
    assert server.datagram(query(), NOON) is first
    assert names.asked == asked
    assert server.known(NOON) == {query(): first}


def test_another_day_is_another_verdict(server):
    days = [verdict(server.datagram(query(), NOON + days * DAY)).rendezvous_day for days in (0, 2)]
    assert days == [date(2009, 4, 1), date(2009, 4, 3)]


def test_when_the_names_change_so_do_the_answers(server, names, judge):
    assert rcode(server.datagram(query("new.nl"), NOON)) == dns.rcode.REFUSED
    names.add("new.nl")
    judge.forget()
    assert rcode(server.datagram(query("new.nl"), NOON)) == dns.rcode.NOERROR


@pytest.mark.parametrize("wire", [b"", b"\0", query()[:-1]])
def test_what_is_no_query_is_malformed(server, wire):
    with pytest.raises(MalformedError):
        server.datagram(wire, NOON)
    with pytest.raises(MalformedError):
        server.stream(wire, NOON)
