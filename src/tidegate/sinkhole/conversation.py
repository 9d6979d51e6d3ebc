"""One client's connection, bounded in every way: time, bytes, requests ahead of their answers, answers unread.

What the requests are is the listener's business: it subclasses Conversation and says how to take them from the stream.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, cast

from tidegate.sinkhole.counters import Counters, Drop
from tidegate.sinkhole.record import pack_ends
from tidegate.sinkhole.sighting import Protocol

BACKLOG = 1024
"""Connections that may wait to be accepted."""
AHEAD = 16
"""Requests that may wait for their answers on one connection."""
UNREAD = 64 * 1024
"""Bytes of answers that may wait for a client to read them."""


@dataclass
class Connections:
    """A worker's open connections, at most `limit`; one that brings no request in `patience` ticks is ended."""

    counters: Counters
    limit: int = 8192
    patience: int = 10
    now: int = 0
    closing: bool = False
    _open: set["Conversation"] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self._open)

    def __iter__(self) -> Iterator["Conversation"]:
        return iter(list(self._open))

    def admit(self, conversation: "Conversation") -> bool:
        """Whether there is room for one more; it is counted in then."""
        if self.closing or len(self._open) >= self.limit:
            return False
        self._open.add(conversation)
        return True

    def leave(self, conversation: "Conversation") -> None:
        """Make room."""
        self._open.discard(conversation)

    def tick(self) -> None:
        """Let a second pass, and end the conversations that took too long."""
        self.now += 1
        for conversation in self:
            if self.now - conversation.since > self.patience:
                conversation.expire()

    def close(self) -> None:
        """Take nothing new; each conversation ends when its last answer is sent."""
        self.closing = True
        for conversation in self:
            conversation.wind_up()


class Conversation(asyncio.Protocol):
    """A client's connection; `ends` as a record has them."""

    __slots__ = (
        "_ahead", "_gone", "_rest", "_started", "_transport", "_write", "connections", "ends", "last", "since",
    )  # fmt: skip
    where: ClassVar[str]
    """What the counters call it."""
    protocol: ClassVar[Protocol]
    """What the journal calls it."""

    def __init__(self, connections: Connections) -> None:
        self.connections = connections
        self.since = connections.now
        self.ends = b""
        self.last = False  # no more requests are taken
        self._rest = b""
        self._started = False
        self._ahead = 0
        self._gone = False

    def take(self, data: bytes) -> bytes:
        """Take the whole requests with which `data` begins and return what is left of it."""
        raise NotImplementedError

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Open, or turn away when there are too many already."""
        transport = self._transport = cast(asyncio.Transport, transport)
        self._write = transport.write
        if not self.connections.admit(self):
            return self.refuse(Drop.CROWDED)
        source, destination = (endpoint(transport.get_extra_info(end)) for end in ("peername", "sockname"))
        self.ends = pack_ends(self.protocol, *source, *destination)
        transport.set_write_buffer_limits(UNREAD)
        return None

    def data_received(self, data: bytes) -> None:
        """Bytes from the client."""
        if self.last:
            return
        self._started = True
        self._rest = self.take(self._rest + data if self._rest else data)

    def eof_received(self) -> bool:
        """The client sends no more; it may still wait for answers."""
        if not self._ahead:
            return False
        self.wind_up()
        return True

    def pause_writing(self) -> None:
        """The client does not read."""
        self.refuse(Drop.UNREAD)

    def connection_lost(self, _error: Exception | None) -> None:
        """The end."""
        self._gone = True
        self.connections.leave(self)
        if not self.last:
            self._count_unfinished(Drop.CUT)

    def ask(self) -> bool:
        """Whether one more request may be taken; if not, the connection is ended."""
        if self._ahead >= AHEAD:
            self.refuse(Drop.PIPELINED)
            return False
        self._ahead += 1
        return True

    def answer(self, answer: bytes | None) -> None:
        """Send the answer to the oldest open request; None ends the connection without one."""
        self._ahead -= 1
        self.since = self.connections.now
        if answer is None:
            return self._end()
        if self._gone:
            return None
        self._write(answer)
        if self.last and not self._ahead:
            self._transport.close()
        return None

    def refuse(self, why: Drop) -> None:
        """Count what the client did and end the connection, without an answer."""
        self.connections.counters.drop(self.where, why)
        self._end()

    def expire(self) -> None:
        """The time is up, unless it is the disk that takes long; an idle connection may simply go."""
        if self._ahead:
            return
        if not self.last:
            self._count_unfinished(Drop.SLOW)
        self._end()

    def wind_up(self) -> None:
        """Take no more requests, and end when the last answer is sent."""
        if not self.last:
            self._count_unfinished(Drop.CUT)
        self.last = True
        if not self._ahead:
            self._transport.close()

    def _end(self) -> None:
        self.last = self._gone = True
        self._transport.abort()

    def _count_unfinished(self, why: Drop) -> None:
        if not self._started:
            self.connections.counters.drop(self.where, Drop.HALF_OPEN)
        elif self._rest:
            self.connections.counters.drop(self.where, why)


def endpoint(address: tuple[str, int] | tuple[str, int, int, int] | None) -> tuple[bytes, int]:
    """A socket address as ASCII and port; IPv4 in IPv6's clothes (`::ffff:192.0.2.1`) as IPv4."""
    if not address:
        return b"", 0
    host = address[0]
    return (host.removeprefix("::ffff:") if ":" in host else host).encode("ascii", "backslashreplace"), address[1]
