"""`tidegate serve`: it says where it is, and refuses what it cannot or should not do."""

import socket

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.errors import TidegateError
from tidegate.web import server


def test_an_address_that_is_taken_is_named():
    with server.bind("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(TidegateError, match=f"cannot serve on 127.0.0.1 port {port}"):
            server.bind("127.0.0.1", port)


def test_a_host_that_is_none_is_named():
    with pytest.raises(TidegateError, match=r"cannot serve on no\.such\.host\.invalid"):
        server.bind("no.such.host.invalid", 8642)


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="the system has no such time-out")
def test_the_system_cuts_a_connection_whose_client_stops_reading():
    with server.bind("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        connection, _ = listener.accept()
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) > 0
        connection.close()


def test_beyond_loopback_it_has_to_be_said_who_reads(tmp_path):
    answer = CliRunner().invoke(build(), ["serve", "--home", str(tmp_path), "--host", "0.0.0.0"])
    assert "--as MEMBER" in str(answer.exception)


def test_who_has_no_clearance_cannot_be_served_as(opened_home):
    answer = CliRunner().invoke(build(), ["serve", "--home", str(opened_home.path), "--as", "nobody"])
    assert "'nobody' has no clearance here" in str(answer.exception)


def test_a_foreign_host_is_refused_over_the_wire(opened_home, serving):
    with serving(opened_home) as address:
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(b"GET /operations HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
            answer = connection.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 421 ")
    assert b"conficker" not in answer
    assert b"\r\nserver:" not in answer.lower()
