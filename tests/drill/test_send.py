"""Messages go from a bot's own address to a sinkhole on loopback, and to nothing else."""

import asyncio
from itertools import pairwise

import pytest

from tidegate.drill import messages
from tidegate.drill.bots import B
from tidegate.drill.send import Sender, require_loopback

HOST = "127.0.0.2"


@pytest.mark.parametrize("address", ["198.51.100.66", "128.0.0.1", "10.0.0.1", "::1", "0.0.0.0"])
def test_nothing_is_ever_sent_beyond_loopback(address: str):
    with pytest.raises(AssertionError, match=r"127\.0\.0\.0/8 only"):
        require_loopback(address)
    with pytest.raises(AssertionError):
        Sender(address, 80, 53)


def test_a_bot_cannot_borrow_an_address_that_is_not_loopback(listener):
    with pytest.raises(AssertionError):
        asyncio.run(Sender(HOST, listener.http, listener.dns).http("198.51.100.66", b"x"))
    assert listener.heard == []


def test_the_sinkhole_sees_the_address_and_port_of_the_bot(listener):
    message = messages.check_in(B, 1, 3, "abc.com")
    sent = asyncio.run(Sender(HOST, listener.http, listener.dns).http("127.20.1.2", message))
    assert sent.answer.startswith(b"HTTP/1.0 200")
    assert listener.heard == [("127.20.1.2", sent.port, message)]


def test_many_bots_speak_at_once(listener):
    async def speak() -> list[bytes]:
        sender = Sender(HOST, listener.http, listener.dns, limit=16)
        message = messages.check_in(B, 1, 3, "abc.com")
        sent = await asyncio.gather(*(sender.http(f"127.20.{n % 7}.{n}", message) for n in range(1, 200)))
        return [one.answer for one in sent]

    assert all(answer.startswith(b"HTTP/1.0") for answer in asyncio.run(speak()))
    assert len(set(listener.heard)) == 199


def test_a_resolver_asks_the_sinkholes_name_server(listener):
    sent = asyncio.run(Sender(HOST, listener.http, listener.dns).dns("127.20.0.53", b"question"))
    assert listener.questions == [("127.20.0.53", sent.port, b"question")]
    assert sent.answer == b"question"


def test_a_sinkhole_that_is_not_there_answers_nothing():
    sent = asyncio.run(Sender(HOST, 1, 1).http("127.20.1.2", b"x"))
    assert sent.answer == b""


def test_requests_end_where_requests_end():
    for message in (messages.check_in(B, 1, 3, "abc.com"), messages.browser("abc.com"), messages.crawler("abc.com")):
        assert message.endswith(b"\r\n\r\n")
        assert message.count(b"\r\n\r\n") == 1
    first, second = (len(messages.check_in(B, 1, peers, "abc.com")) for peers in (9, 10))
    assert (first, second) in pairwise(range(first, second + 1))


def test_a_tells_itself_from_b():
    assert b"GET /search?q=7&aq=7 HTTP/1.0" in messages.check_in(0, 1, 7, "abc.com")
    assert b"GET /search?q=7 HTTP/1.0" in messages.check_in(B, 1, 7, "abc.com")
