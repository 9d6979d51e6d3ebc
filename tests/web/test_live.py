"""Live sightings: seen as soon as they are durable, by whoever may read them, as long as they read."""

import asyncio
import json
from datetime import UTC, datetime

import httpx2
import pytest
from starlette.requests import Request

from tidegate.errors import NotAllowedError
from tidegate.web import live
from tidegate.web.feed import Feed
from tidegate.web.live import Live, Stream
from tidegate.web.window import Window


@pytest.fixture(scope="module")
def home(new_home):
    return new_home(opened=True)


@pytest.fixture(scope="module")
def address(home, serving):
    with serving(home) as address:
        yield address


class Events:
    """The events of a stream, one by one."""

    def __init__(self, answer):
        self._lines = answer.iter_lines()

    def next(self):
        fields = {}
        for line in self._lines:
            if not line:
                return fields.get("id"), json.loads(fields["data"])
            key, _, value = line.partition(": ")
            fields[key] = value
        return None

    def until(self, host):
        while True:
            id, news = self.next()
            if any(row["host"] == host for row in news["rows"]):
                return id, news


def watching(address, last=""):
    headers = {"last-event-id": last} if last else {}
    return httpx2.stream("GET", f"{address}/operations/conficker/live/stream", headers=headers, timeout=20)


def test_a_check_in_is_shown_as_soon_as_it_is_in_the_journal(home, address, check_in):
    check_in(home, "before.com")
    with watching(address) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        events = Events(answer)
        _, news = events.next()
        assert [row["host"] for row in news["rows"]] == ["before.com"]
        seen = news["seen"]
        check_in(home, "after.com")
        _, news = events.until("after.com")
        assert (news["seen"], news["missed"]) == (seen + 1, 0)
        assert news["rows"][-1]["model"] == "conficker/b"


def test_a_client_that_comes_back_gets_what_it_has_not_had(home, address, check_in):
    with watching(address) as answer:
        events = Events(answer)
        events.next()
        check_in(home, "one.com")
        id, _ = events.until("one.com")
    check_in(home, "two.com", "three.com")
    with watching(address, last=id) as answer:
        _, news = Events(answer).until("three.com")
    assert [row["host"] for row in news["rows"]] == ["two.com", "three.com"]


def test_what_bots_write_cannot_break_out_of_an_event(home, address, check_in, hostile):
    with watching(address) as answer:
        events = Events(answer)
        events.next()
        check_in(home, hostile, agent="x\r\n\r\ndata: {}\n\nevent: evil", request="GET /\n\nid: 1")
        _, news = events.until(hostile)
        (row,) = news["rows"]
        assert "\n" not in row["agent"] + row["request"]


def test_a_client_that_stops_reading_is_dropped(monkeypatch):
    monkeypatch.setattr(live, "PATIENCE", 0.05)

    async def endless():
        while True:
            yield "data: {}\n\n"

    async def never(*_):
        await asyncio.Event().wait()

    scope = {"type": "http", "method": "GET", "asgi": {"spec_version": "2.3"}}
    asyncio.run(asyncio.wait_for(Stream(endless())(scope, never, never), timeout=5))


def watched(enter):
    class Source:
        total = 0

        def poll(self):
            return []

    return Live(enter, lambda visit: Source())


class Visit:
    class operation:  # noqa: N801
        name = "conficker"


REQUEST = Request({"type": "http", "method": "GET", "headers": []})


def test_a_stream_ends_when_its_readers_clearance_does(monkeypatch):
    monkeypatch.setattr(live, "SILENCE", 0)
    monkeypatch.setattr(live, "TICK", 0)
    visits = [Visit(), Visit(), Visit()]

    async def enter(_):
        if not visits:
            raise NotAllowedError("no")
        return visits.pop()

    async def read():
        answer = await watched(enter).answer(REQUEST)
        return [chunk async for chunk in answer.body_iterator]

    assert len(asyncio.run(asyncio.wait_for(read(), timeout=5))) == 2


def test_no_more_watch_at_once_than_the_server_has_room_for(monkeypatch):
    monkeypatch.setattr(live, "MOST_CLIENTS", 1)

    async def enter(_):
        return Visit()

    async def read():
        shared = watched(enter)
        first = await shared.answer(REQUEST)
        await anext(first.body_iterator)
        crowded = (await shared.answer(REQUEST)).status_code
        await first.body_iterator.aclose()
        return crowded, (await shared.answer(REQUEST)).status_code

    assert asyncio.run(read()) == (503, 200)


def test_head_of_a_stream_ends(address):
    answer = httpx2.head(f"{address}/operations/conficker/live/stream", timeout=5)
    assert answer.headers["content-type"].startswith("text/event-stream")


def test_an_event_is_one_block_that_names_its_place():
    class Source:
        total = 0

    feed = Feed(Source(), Window(datetime(2009, 4, 1, tzinfo=UTC)))
    text = live.event(feed, None)
    assert text.startswith(f"id: {feed.run}-0\nretry: 2000\ndata: {{")
    assert text.endswith("}\n\n")
    assert text.count("\n\n") == 1
