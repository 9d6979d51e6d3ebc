"""HTTP over real sockets: every request is answered with the same few bytes, or counted as what it was."""

import asyncio
import contextlib
import json
from datetime import date, datetime
from functools import partial

import pytest

from tidegate.sinkhole import worker
from tidegate.sinkhole.conversation import Connections
from tidegate.sinkhole.ingest import ingest
from tidegate.sinkhole.listeners import listeners
from tidegate.sinkhole.listeners.http import GO_ON, GOOD_BYE, MAX_BODY

SEARCH = b"GET /search?q=12 HTTP/1.0\r\nHost: 192.0.2.2\r\nUser-Agent: MSIE\r\n\r\n"
ROOT = b"GET / HTTP/1.1\r\nHost: GZYH.nl:80\r\n\r\n"


@pytest.fixture
def drops(journal):
    """`drops()`: what the sensor says that it dropped."""
    return lambda: json.loads((journal / "sensor.0.counters.json").read_text())["drops"]


@pytest.fixture
def impatient(monkeypatch):
    """The sensor gives clients no more than a second."""
    monkeypatch.setattr(worker, "Connections", partial(Connections, patience=0))


@pytest.fixture
def limited(monkeypatch):
    """The sensor holds one connection."""
    monkeypatch.setattr(worker, "Connections", partial(Connections, limit=1))


def test_listeners_are_found_by_looking():
    assert sorted(listeners()) == ["dns", "http"]


def test_the_answer_is_an_empty_error_that_names_itself():
    for answer in (GO_ON, GOOD_BYE):
        assert answer.startswith(b"HTTP/1.1 404 Not Found\r\nServer: sinkhole\r\n")
        assert b"\r\nContent-Length: 0\r\n" in answer
        assert answer.endswith(b"\r\n\r\n")
        assert answer.count(b"\r\n\r\n") == 1


def test_a_check_in_is_answered_and_becomes_a_sighting(run_sensor, home, sightings):
    answer = run_sensor(lambda running: running.say(SEARCH))
    assert answer == GOOD_BYE
    ingest(home, "small")
    [row] = sightings()
    assert row == {
        "operation": "small",
        "day": date(2009, 4, 1),
        "seen_at": datetime(2009, 4, 1, 12),
        "sensor": "sensor",
        "protocol": "http",
        "source": "127.0.0.1",
        "source_port": row["source_port"],
        "destination": "127.0.0.1",
        "destination_port": row["destination_port"],
        "host": "192.0.2.2",
        "request": "GET /search?q=12 HTTP/1.0",
        "agent": "MSIE",
        "form": "conficker-search",
        "family": "conficker",
        "variant": "b",
        "rendezvous_day": None,
        "peers": 12,
    }


def test_a_rendezvous_is_recognised_by_its_host(run_sensor, home, sightings):
    run_sensor(lambda running: running.say(ROOT))
    ingest(home, "small")
    [row] = sightings()
    assert (row["host"], row["form"], row["variant"]) == ("gzyh.nl", "conficker-root", "c")
    assert row["rendezvous_day"] == date(2009, 4, 1)


def test_one_connection_may_bring_many_requests_in_any_pieces(run_sensor, home, sightings):
    stream = ROOT * 3 + SEARCH
    pieces = [stream[at : at + 37] for at in range(0, len(stream), 37)]
    assert run_sensor(lambda running: running.say(*pieces)) == GO_ON * 3 + GOOD_BYE
    ingest(home, "small")
    assert len(sightings()) == 4


def test_a_client_that_has_said_all_may_still_wait_for_its_answer(run_sensor):
    async def story(running):
        async with running.connected(running.http) as (reader, writer):
            writer.write(ROOT)
            writer.write_eof()
            return await asyncio.wait_for(reader.read(), 5)

    assert run_sensor(story) == GO_ON


def test_a_body_is_passed_over(run_sensor, home, sightings):
    post = b"POST /gate HTTP/1.1\r\nHost: gzyh.nl\r\nContent-Length: 5000\r\n\r\n" + b"GET / HTTP/1.1\r\n\r\n".ljust(
        5000
    )
    assert run_sensor(lambda running: running.say(post + ROOT)) == GO_ON * 2
    ingest(home, "small")
    assert sorted(row["request"] for row in sightings()) == ["GET / HTTP/1.1", "POST /gate HTTP/1.1"]


@pytest.mark.parametrize("length", [b"Content-Length: %d" % (MAX_BODY + 1), b"Transfer-Encoding: chunked"])
def test_a_body_without_a_sensible_end_ends_the_connection(run_sensor, length):
    post = b"POST /gate HTTP/1.1\r\n" + length + b"\r\n\r\n"
    assert run_sensor(lambda running: running.say(post)) == GOOD_BYE


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (b"\x16\x03\x01\x00\xa5", "http malformed"),
        (b"(null).\r\n\r\n", "http malformed"),
        (b"GET /\r\n\r\n", "http malformed"),
        (b"GET / HTTP/1.0\r\nX: " + b"a" * 20_000, "http too-large"),
        (b"GET / HTTP/1.0\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", "http too-large"),
        (b"GET / HTTP/1.0\r\nHost:", "http cut"),
        (b"", "http half-open"),
        (ROOT * 200, "http pipelined"),
    ],
)
def test_what_is_no_request_is_counted_as_what_it_is(run_sensor, drops, message, why):
    answer = run_sensor(lambda running: running.say(message))
    assert len(answer) <= 16 * len(GO_ON)
    assert drops() == {why: 1}


def test_a_client_that_takes_for_ever_is_ended_and_counted(run_sensor, drops, impatient):
    async def story(running):
        async with running.connected(running.http) as (reader, writer):

            async def dribble():
                while True:
                    writer.write(b"G")
                    await asyncio.sleep(0.1)

            dribbling = asyncio.create_task(dribble())
            assert await running.until_end(reader) == b""
            dribbling.cancel()

    run_sensor(story)
    assert drops() == {"http slow": 1}


@pytest.mark.parametrize(
    ("message", "answer", "counted"), [(b"", b"", {"http half-open": 1}), (ROOT, GO_ON, {})], ids=["silent", "answered"]
)
def test_a_silent_client_is_half_open_unless_it_was_answered(run_sensor, drops, impatient, message, answer, counted):
    async def story(running):
        async with running.connected(running.http) as (reader, writer):
            writer.write(message)
            return await running.until_end(reader)

    assert run_sensor(story) == answer
    assert drops() == counted


def test_connections_beyond_the_limit_are_turned_away_and_counted(run_sensor, drops, limited):
    async def story(running):
        async with running.connected(running.http), running.connected(running.http) as (reader, _):
            return await running.until_end(reader)

    assert run_sensor(story) == b""
    assert drops() == {"http crowded": 1, "http half-open": 1}


def test_a_client_that_never_reads_is_ended(run_sensor, drops):
    async def story(running):
        async with running.connected(running.http) as (_, writer):
            writer.transport.pause_reading()
            with contextlib.suppress(ConnectionError, TimeoutError):
                for _ in range(100_000):
                    writer.write(ROOT)
                    await asyncio.wait_for(writer.drain(), 5)

    run_sensor(story)
    assert set(drops()) <= {"http unread", "http pipelined"}
    assert drops()
