"""The connection: whose certificate is believed, and what we show."""

import asyncio

import pytest

from tidegate.errors import TidegateError
from tidegate.exchange.epp.errors import LostError, StopError
from tidegate.exchange.epp.run import greet
from tidegate.exchange.epp.wire import Server


def test_a_server_with_the_right_certificate_greets_us(server, peer):
    greeting = asyncio.run(greet(peer(server)))
    assert (greeting.server, greeting.versions, greeting.languages) == ("Test registry", ("1.0",), ("en",))
    assert server.verbs == {"login": 1, "logout": 1}


@pytest.mark.parametrize(
    ("name", "reason"), [("elsewhere", "IP address mismatch"), ("stranger", "self-signed certificate")]
)
def test_a_wrong_certificate_gets_no_password_and_no_second_try(serving, peer, name, reason):
    with serving(name) as server:
        with pytest.raises(StopError, match=f"127.0.0.1:{server.port}: its certificate is refused: .*{reason}"):
            asyncio.run(greet(peer(server)))
        assert server.logins == []


def test_the_systems_authorities_do_not_know_the_tests_own(server, peer):
    with pytest.raises(StopError, match="its certificate is refused"):
        asyncio.run(greet(peer(server, ca=None)))


def test_a_server_that_wants_our_certificate_gets_it(serving, peer, papers):
    with serving(mutual=True) as server:
        with pytest.raises(LostError):
            asyncio.run(greet(peer(server)))
        assert server.logins == []
        asyncio.run(greet(peer(server, certificate=papers.client, key=papers.client_key)))
        assert server.logins == ["tidegate"]


def test_nobody_there_is_a_lost_connection(free_port):
    server = Server("127.0.0.1", free_port())
    from tidegate.exchange.epp.wire import connected

    async def call():
        async with connected(server, server.context()):
            raise AssertionError("nobody should be there")

    with pytest.raises(LostError, match=rf"127\.0\.0\.1:{server.port}: "):
        asyncio.run(call())


def test_files_that_are_no_certificates_are_named(tmp_path, papers):
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("no certificate")
    with pytest.raises(TidegateError, match=r"wrong\.pem: no certificates can be read"):
        Server("registry.example", ca=wrong).context()
    with pytest.raises(TidegateError, match=r"client\.pem with .*stranger_key\.pem: no certificate and key"):
        Server("registry.example", ca=papers.ca, certificate=papers.client, key=papers.stranger_key).context()
