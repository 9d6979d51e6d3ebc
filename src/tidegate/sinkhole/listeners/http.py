"""HTTP: any request is a check-in, and gets an empty 404 as soon as it is durable.

The answer is the same bytes for everybody. It is an error without a body, so there is nothing in it that a bot could
run, decode or follow; and it names itself, so that other operators can tell a sinkhole from a command server.
"""

import asyncio
import socket

from tidegate.sinkhole import record, request
from tidegate.sinkhole.conversation import BACKLOG, Conversation
from tidegate.sinkhole.counters import Drop
from tidegate.sinkhole.desk import Desk
from tidegate.sinkhole.judge import DAY
from tidegate.sinkhole.listeners import Stop
from tidegate.sinkhole.sighting import Protocol

NAME = "http"
KINDS = (socket.SOCK_STREAM,)
_HEAD = b"HTTP/1.1 404 Not Found\r\nServer: sinkhole\r\nX-Sinkhole: tidegate\r\nContent-Length: 0\r\n"
GO_ON = _HEAD + b"Connection: keep-alive\r\n\r\n"
GOOD_BYE = _HEAD + b"Connection: close\r\n\r\n"
MAX_BODY = 64 * 1024
"""Bytes of a body that are passed over; a connection with a longer one ends with the answer."""
_HTTP = int(Protocol.HTTP)


async def listen(bound: socket.socket, desk: Desk) -> Stop:
    """Take requests from `bound` until the returned function is called."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: HttpConversation(desk), sock=bound, backlog=BACKLOG)
    return server.close


class HttpConversation(Conversation):
    """One client's connection."""

    __slots__ = ("_body", "_desk")
    where = NAME

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.connections)
        self._desk = desk
        self._body = 0  # bytes of it still to come

    def take(self, data: bytes) -> bytes:
        """Take each whole request; bodies are not even looked at."""
        while data and not self.last:
            if self._body:
                passed = min(self._body, len(data))
                self._body -= passed
                data = data[passed:]
                continue
            head, end = request.split(data)
            if not end:
                return self._unfinished(data)
            data = data[end:]
            self._take_head(head)
        return b""

    def _unfinished(self, data: bytes) -> bytes:
        begun = data.lstrip(b"\r\n")  # some clients end a request with a line too many
        if len(begun) > request.MAX_HEAD:
            self.refuse(Drop.TOO_LARGE)
        elif begun and not request.could_begin(begun):
            self.refuse(Drop.MALFORMED)
        return begun

    def _take_head(self, head: bytes) -> None:
        if len(head) > request.MAX_HEAD:
            return self.refuse(Drop.TOO_LARGE)
        asked = request.read(head)
        if asked is None:
            return self.refuse(Drop.MALFORMED)
        if not self.ask():
            return None
        line, host, agent, keep, body = asked
        if not keep or body is None or body > MAX_BODY:
            self.last = True
        else:
            self._body = body
        desk = self._desk
        now = desk.clock()
        packed = record.pack(
            now,
            _HTTP,
            self.source,
            self.source_port,
            self.destination,
            self.destination_port,
            host,
            line,
            agent,
            desk.judge.request(line, host, now // DAY),
        )
        desk.journal.append((packed,), GOOD_BYE if self.last else GO_ON, self.answer)
        return None
