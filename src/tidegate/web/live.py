"""Live sightings as server-sent events: the newest rows and the counts, every half second, from the sensors' journals.

A client holds nothing on the server but the number of the last row that it was sent. What it misses is counted, and a
client that stops reading is dropped. Source of the format: WHATWG HTML, 9.2, Server-sent events.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from tidegate.errors import TidegateError
from tidegate.web.answers import plain
from tidegate.web.feed import Feed, Source
from tidegate.web.page import Visit
from tidegate.web.window import Window

TICK = 0.5
"""Seconds from one event to the next, as long as there is news."""
SILENCE = 10.0
"""Seconds after which a stream shows that it lives, news or none, and the reader's clearance is asked for anew."""
PATIENCE = 10.0
"""Seconds for which a client may leave unread what it was sent."""
MOST_ROWS = 50
_TYPE = "text/event-stream"
MOST_CLIENTS = 64

Enter = Callable[[Request], Awaitable[Visit]]
"""Lets a request in, or raises what the gate raises."""


class Live:
    """The streams of one server."""

    def __init__(self, enter: Enter, source: Callable[[Visit], Source]) -> None:
        self._enter = enter
        self._source = source
        self._feeds: dict[str, Feed] = {}
        self._clients = 0

    async def answer(self, request: Request) -> Response:
        """The stream of the operation in the address, from where the client left off."""
        visit = await self._enter(request)
        if request.method == "HEAD":
            return Response(media_type=_TYPE)
        if self._clients >= MOST_CLIENTS:
            return PlainTextResponse("Too many are watching.\n", 503, {"retry-after": "10"})
        name = visit.operation.name
        if name not in self._feeds:
            self._feeds[name] = Feed(self._source(visit), Window(datetime.now(UTC)))
        return Stream(self._events(request, self._feeds[name]), media_type=_TYPE)

    async def _events(self, request: Request, feed: Feed) -> AsyncIterator[str]:
        self._clients += 1
        try:
            place, spoke_at = feed.place(request.headers.get("last-event-id", "")), float("-inf")
            while True:
                await feed.read(at_most_every=TICK / 2)
                now = asyncio.get_running_loop().time()
                if feed.window.seen != place or now - spoke_at > SILENCE:
                    if not await self._still_lets(request):
                        return
                    yield event(feed, place)
                    place, spoke_at = feed.window.seen, now
                await asyncio.sleep(TICK)
        finally:
            self._clients -= 1

    async def _still_lets(self, request: Request) -> bool:
        try:
            await self._enter(request)
        except TidegateError:
            return False
        return True


class Stream(StreamingResponse):
    """A stream whose client is dropped when it leaves something unread for too long."""

    async def stream_response(self, send: Send) -> None:
        async def patiently(message: Message) -> None:
            async with asyncio.timeout(PATIENCE):
                await send(message)

        await super().stream_response(patiently)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        except* TimeoutError:
            pass


def event(feed: Feed, place: int | None) -> str:
    """One event: the rows after the `place`th and how many of them are left out, beside what the window counts."""
    window = feed.window
    rows, missed = window.after(place, MOST_ROWS)
    data = {"since": window.since, "seen": window.seen, "models": window.models, "rows": rows, "missed": missed}
    return f"id: {feed.id(feed.window.seen)}\nretry: 2000\ndata: {json.dumps(data, default=plain)}\n\n"
