"""The world outside: what registries were sent and what became of it, as the DNS shows it over time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dns.message
import dns.query
import dns.rcode
import pytest

from tidegate.drill.clock import Clock
from tidegate.drill.globe import Globe
from tidegate.drill.registries import ADVERSARY, OWNER
from tidegate.drill.world import Conduct, Part
from tidegate.operation.playbook import load

PLAYBOOK, _ = load("conficker")
SENT = datetime(2009, 3, 5, 9, tzinfo=UTC)
ACTS = SENT + timedelta(days=3)


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    clock = Clock(tmp_path / "clock")
    clock.set(SENT)
    return clock


@pytest.fixture
def globe(tmp_path: Path, clock: Clock) -> Iterator[Globe]:
    with Globe(tmp_path / "zones", tmp_path / "clock") as globe:
        acts = Part("sidn", Conduct.ACTS, SENT, None, ACTS, ACTS)
        silent = Part("switch", Conduct.SILENT, None, None, None, None)
        globe.people([acts, silent])
        for registry, name in (("sidn", "abc.nl"), ("switch", "abc.ch")):
            path = tmp_path / f"{registry}.csv"
            path.write_text(f"date,domain\r\n2009-04-01,{name}\r\n")
            globe.receive(PLAYBOOK, registry, path)
        globe.owners(["wnsux.com"])
        globe.turn()
        yield globe


def asked(globe: Globe, name: str, tcp: bool = False) -> dns.message.Message:
    ask = dns.query.tcp if tcp else dns.query.udp
    host, port = globe.resolver
    return ask(dns.message.make_query(name, "A"), host, port=port, timeout=10)


def test_a_registry_shows_in_the_dns_when_its_time_has_come(globe: Globe, clock: Clock):
    assert asked(globe, "abc.nl").rcode() == dns.rcode.NXDOMAIN
    clock.set(ACTS)
    assert asked(globe, "abc.nl").answer[0][0].address == "127.0.0.2"
    assert asked(globe, "abc.nl", tcp=True).answer == asked(globe, "abc.nl").answer


def test_who_was_there_before_stays(globe: Globe):
    assert asked(globe, "wnsux.com").answer[0][0].address == OWNER.addresses[0]


def test_the_adversary_gets_what_nobody_holds(globe: Globe, clock: Clock):
    names = ["abc.nl", "abc.ch", "wnsux.com"]
    assert globe.unprotected(names, ACTS) == ["abc.ch"]
    globe.take("abc.ch", ACTS)
    globe.turn()
    assert asked(globe, "abc.ch").rcode() == dns.rcode.NXDOMAIN
    clock.set(ACTS)
    assert asked(globe, "abc.ch").answer[0][0].address == ADVERSARY.addresses[0]
    assert globe.unprotected(names, ACTS) == []


def test_a_letter_is_read_once(globe: Globe):
    assert [letter.state for letter in globe.mail(SENT)] == ["acknowledged"]
    assert globe.mail(SENT) == []
    assert [letter.state for letter in globe.mail(ACTS)] == ["done"]
