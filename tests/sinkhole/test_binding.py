"""Addresses to listen on."""

import socket

import pytest

from tidegate.errors import TidegateError
from tidegate.sinkhole.binding import bind, parse_address

LOOPBACK = ("127.0.0.1", 0)


@pytest.fixture
def bound():
    """`bound(...)` as `bind(...)`; closes the sockets afterwards."""
    made = []

    def make(*arguments):
        shares = bind(*arguments)
        made.extend(each.socket for share in shares for each in share)
        return shares

    yield make
    for opened in made:
        opened.close()


@pytest.mark.parametrize(
    ("text", "address"),
    [("127.0.0.1:8080", ("127.0.0.1", 8080)), ("[::1]:53", ("::1", 53)), ("0.0.0.0:0", ("0.0.0.0", 0))],
)
def test_addresses_are_written_with_their_port(text, address):
    assert parse_address(text) == address


@pytest.mark.parametrize(
    "text", ["", "8080", ":80", "localhost:80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "1:-1"]
)
def test_what_is_no_address_is_named(text):
    with pytest.raises(TidegateError, match="is not an address to listen on"):
        parse_address(text)


def test_a_name_server_has_one_port_for_both_kinds_and_all_workers(bound):
    shares = bound({"dns": [LOOPBACK]}, 3)
    ports = {each.socket.getsockname()[1] for share in shares for each in share}
    assert len(ports) == 1
    assert [[each.socket.type for each in share] for share in shares] == [[socket.SOCK_DGRAM, socket.SOCK_STREAM]] * 3


def test_each_worker_has_a_socket_for_each_address(bound):
    assert [len(share) for share in bound({"http": [LOOPBACK, LOOPBACK], "dns": [LOOPBACK]}, 2)] == [4, 4]


def test_an_address_that_is_taken_is_named(bound):
    [[taken]] = bound({"http": [LOOPBACK]})
    host, port = taken.socket.getsockname()
    with pytest.raises(TidegateError, match=rf"--http {host}:{port}: Address already in use"):
        bind({"http": [(host, port)]})


def test_a_name_server_for_all_addresses_is_refused_since_answers_could_come_from_the_wrong_one():
    with pytest.raises(TidegateError, match=r"--dns 0\.0\.0\.0:0: name servers need each address by itself"):
        bind({"dns": [("0.0.0.0", 0)]})
