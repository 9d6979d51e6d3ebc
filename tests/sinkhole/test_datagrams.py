"""Datagrams by the dozen."""

import socket

import pytest

from tidegate.sinkhole import datagrams as datagrams_module
from tidegate.sinkhole.datagrams import LONGEST, Datagrams, endpoint


@pytest.fixture(params=["127.0.0.1", "::1"])
def ends(request):
    """A server's and a client's socket, over both versions of IP."""
    family = socket.AF_INET6 if ":" in request.param else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as server, socket.socket(family, socket.SOCK_DGRAM) as client:
        for each in (server, client):
            each.bind((request.param, 0))
            each.settimeout(5)
        client.connect(server.getsockname())
        yield server, client


def test_what_was_sent_is_received_with_its_sender(ends):
    server, client = ends
    datagrams = Datagrams(server)
    for number in range(3):
        client.send(b"x" * number)
    got = list(datagrams.receive())
    assert [data for data, _ in got] == [b"", b"x", b"xx"]
    host, port = client.getsockname()[:2]
    assert {endpoint(sender) for _, sender in got} == {(host.encode(), port)}


def test_where_nothing_came_there_is_nothing(ends):
    assert list(Datagrams(ends[0]).receive()) == []


def test_each_sender_gets_its_own_answer(ends):
    server, first = ends
    datagrams = Datagrams(server)
    with socket.socket(first.family, socket.SOCK_DGRAM) as second:
        second.settimeout(5)
        second.connect(server.getsockname())
        first.send(b"one")
        second.send(b"two")
        got, senders = zip(*datagrams.receive(), strict=True)
        assert datagrams.send([b"for " + data for data in got], senders) == 0
        assert (first.recv(100), second.recv(100)) == (b"for one", b"for two")


@pytest.fixture
def few(monkeypatch):
    """How many datagrams one call takes, for once."""
    monkeypatch.setattr(datagrams_module, "DOZENS", 8)
    return 8


def test_more_than_fit_into_one_call_are_sent_all_the_same(ends, few):
    server, client = ends
    datagrams = Datagrams(server)
    client.send(b"")
    [(_, sender)] = datagrams.receive()
    wanted = [b"%d" % number for number in range(2 * few + 1)]
    assert datagrams.send(wanted, [sender] * len(wanted)) == 0
    assert [client.recv(100) for _ in wanted] == wanted


def test_one_that_cannot_be_sent_is_counted_and_costs_no_other(ends):
    server, client = ends
    datagrams = Datagrams(server)
    client.send(b"")
    [(_, sender)] = datagrams.receive()
    nowhere = sender[:2] + b"\0\0" + sender[4:]  # nothing can be sent to port 0
    assert datagrams.send([b"1", b"2", b"3"], [sender, nowhere, sender]) == 1
    assert [client.recv(100), client.recv(100)] == [b"1", b"3"]


def test_of_a_datagram_that_is_too_long_the_end_is_cut_off(ends):
    server, client = ends
    datagrams = Datagrams(server)
    client.send(b"x" * (LONGEST + 100))
    client.send(b"next")
    assert [data for data, _ in datagrams.receive()] == [b"x" * LONGEST, b"next"]


def test_what_is_more_than_one_call_takes_waits_for_the_next(ends, few):
    server, client = ends
    datagrams = Datagrams(server)
    sent = [b"%d" % number for number in range(few + 1)]
    for data in sent:
        client.send(data)
    assert [data for _ in range(2) for data, _ in datagrams.receive()] == sent


def test_an_old_address_in_a_new_ones_clothes_is_an_old_address():
    mapped = bytes(2) + (53).to_bytes(2, "big") + bytes(4) + bytes(10) + b"\xff\xff\xc0\x00\x02\x01" + bytes(4)
    assert endpoint(mapped) == (b"192.0.2.1", 53)
