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
from tidegate.sinkhole.listeners import Stop
from tidegate.sinkhole.reception import Understood
from tidegate.sinkhole.sighting import Protocol

NAME = "http"
KINDS = (socket.SOCK_STREAM,)
_HEAD = b"HTTP/1.1 404 Not Found\r\nServer: sinkhole\r\nX-Sinkhole: tidegate\r\nContent-Length: 0\r\n"
GO_ON = _HEAD + b"Connection: keep-alive\r\n\r\n"
GOOD_BYE = _HEAD + b"Connection: close\r\n\r\n"
MAX_BODY = 64 * 1024
"""Bytes of a body that are passed over; a connection with a longer one ends with the answer."""
_LINE_ENDS = b"\r\n"


async def listen(bound: socket.socket, desk: Desk) -> Stop:
    """Take requests from `bound` until the returned function is called."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: HttpConversation(desk), sock=bound, backlog=BACKLOG)
    return server.close


class HttpConversation(Conversation):
    """One client's connection."""

    __slots__ = ("_body", "_desk")
    where, protocol = NAME, Protocol.HTTP

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.connections)
        self._desk = desk
        self._body = 0  # bytes of it still to come

    def take(self, data: bytes) -> bytes:
        """Take each whole request; bodies are not even looked at."""
        now = self._desk.clock()
        while data and not self.last:
            if self._body:
                passed = min(self._body, len(data))
                self._body -= passed
                data = data[passed:]
            elif known := self._desk.reception.known(now).get(data):
                data = b""
                self._take_request(known, now)
            elif data[0] in _LINE_ENDS:  # some clients end a request with a line too many
                data = data.lstrip(_LINE_ENDS)
            else:
                head, end = request.split(data)
                if not end:
                    return self._unfinished(data)
                self._take_head(data[:end], head, now)
                data = data[end:]
        return b""

    def _unfinished(self, data: bytes) -> bytes:
        if len(data) > request.MAX_HEAD:
            self.refuse(Drop.TOO_LARGE)
        elif not request.could_begin(data):
            self.refuse(Drop.MALFORMED)
        return data

    def _take_head(self, data: bytes, head: bytes, now: int) -> None:
        if len(head) > request.MAX_HEAD:
            return self.refuse(Drop.TOO_LARGE)
        understood = self._desk.reception.read(data, head, now)
        if understood is None:
            return self.refuse(Drop.MALFORMED)
        return self._take_request(understood, now)

    def _take_request(self, understood: Understood, now: int) -> None:
        if not self.ask():
            return
        content, keep, body = understood
        if not keep or body is None or body > MAX_BODY:
            self.last = True
        else:
            self._body = body
        self._desk.journal.append(
            (record.pack(now, self.ends, content),), GOOD_BYE if self.last else GO_ON, self.answer
        )
