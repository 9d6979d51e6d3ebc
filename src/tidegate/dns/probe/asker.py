"""Asks a resolver over one UDP socket: paced, with time-outs and retries, and by TCP where an answer was cut short.

The socket is connected, so the kernel drops what other addresses send; an answer with an id that is not outstanding, or
with another question, is counted as a stray and changes nothing.
"""

import asyncio
import secrets
import socket
from collections import deque
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import dns.asyncquery
import dns.exception
import dns.message

from tidegate.dns.probe import wire
from tidegate.dns.probe.answer import MALFORMED, TIMEOUT, TRUNCATED, Answer, Question
from tidegate.dns.probe.pace import Pace
from tidegate.dns.probe.reading import read
from tidegate.dns.probe.resolver import Resolver
from tidegate.dns.probe.window import Window
from tidegate.dns.probe.wire import MalformedError
from tidegate.errors import TidegateError

PATIENCE = (1.5, 3.0, 6.0)
"""For how many seconds each attempt waits for its answer; there are as many attempts."""
_AGAIN = frozenset({TIMEOUT, MALFORMED, TRUNCATED, "SERVFAIL", "FORMERR"})
_PAUSE = 0.25  # of the patience, before asking again somebody who did answer, or who is not there
_BUFFER = 4 << 20


@dataclass(slots=True)
class _Waiting:
    """A question that is out: its question section, who waits for the answer, and whether one came broken."""

    name: str
    section: bytes
    answer: asyncio.Future[Answer]
    broken: bool = False

    def settle(self, answer: Answer) -> None:
        if not self.answer.done():
            self.answer.set_result(answer)

    def give_up(self) -> None:
        self.settle(Answer(MALFORMED if self.broken else TIMEOUT))


class Asker(asyncio.DatagramProtocol):
    """A resolver to ask, as an asynchronous context manager. How many ask at once is the caller's to bound."""

    def __init__(self, resolver: Resolver, pace: Pace, patience: tuple[float, ...] = PATIENCE) -> None:
        self.resolver, self._pace, self._patience = resolver, pace, patience
        self._waiting: dict[int, _Waiting] = {}
        self._window, self._line, self._out = Window(), deque[asyncio.Future[None]](), 0
        self.sent = 0
        self.strays = 0

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        address = (self.resolver.host, self.resolver.port)
        try:
            self._transport, _ = await self._loop.create_datagram_endpoint(lambda: self, remote_addr=address)
        except OSError as error:
            raise TidegateError(f"the resolver {self.resolver} cannot be asked: {error.strerror or error}") from None
        self._transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transport.close()

    async def ask(self, question: Question) -> tuple[Answer, int]:
        """The answer to `question`, and how often it was asked. Never raises for what the network does."""
        section, edns, attempts = wire.encode(question), True, 0
        answer = Answer(TIMEOUT)
        for attempts, patience in enumerate(self._patience, 1):
            began = self._loop.time()
            answer = await self._once(question, section, patience, edns)
            if answer.rcode not in _AGAIN:
                break
            edns = edns and answer.rcode != "FORMERR"
            if attempts < len(self._patience) and self._loop.time() - began < patience:
                await asyncio.sleep(patience * _PAUSE)
        return answer, attempts

    async def _once(self, question: Question, section: bytes, patience: float, edns: bool) -> Answer:
        await self._room()
        try:
            answer = await self._by_udp(question, section, patience, edns)
            self._window.settle(answer.rcode != TIMEOUT)
        finally:
            self._out -= 1
            self._call_next()
        return await self._by_tcp(question, patience) if answer.rcode == TRUNCATED else answer

    async def _by_udp(self, question: Question, section: bytes, patience: float, edns: bool) -> Answer:
        await self._turn()
        id = self._free_id()
        waiting = self._waiting[id] = _Waiting(question.name, section, self._loop.create_future())
        expiry = self._loop.call_later(patience, waiting.give_up)
        try:
            self._transport.sendto(wire.ask(id, section, edns))
            return await waiting.answer
        finally:
            expiry.cancel()
            del self._waiting[id]

    async def _room(self) -> None:
        """Take one of the window's places, or stand in line until one is handed over."""
        if self._out < self._window.size:
            self._out += 1
            return
        place = self._loop.create_future()
        self._line.append(place)
        await place

    def _call_next(self) -> None:
        """Hand the window's free places to those in line; a place that is handed over is not free any more."""
        while self._line and self._out < self._window.size:
            place = self._line.popleft()
            if not place.done():  # it is, where who stood there was cancelled
                place.set_result(None)
                self._out += 1

    async def _turn(self) -> None:
        """Wait until the pace allows a question."""
        self.sent += 1
        delay = self._pace.wait(self._loop.time())
        if delay:
            await asyncio.sleep(delay)

    def _free_id(self) -> int:
        while (id := secrets.randbits(16)) in self._waiting:
            pass
        return id

    async def _by_tcp(self, question: Question, patience: float) -> Answer:
        await self._turn()
        host = self._transport.get_extra_info("peername")[0]
        query = dns.message.make_query(question.name, question.type, use_edns=0)
        try:
            reply = await dns.asyncquery.tcp(query, host, patience, self.resolver.port)
            return read(wire.opened(reply.to_wire()), question.name)
        except (dns.exception.DNSException, MalformedError, OSError, EOFError):
            return Answer(TRUNCATED)

    def datagram_received(self, data: bytes, addr: object) -> None:
        waiting = self._waiting.get(int.from_bytes(data[:2], "big"))
        try:
            message = wire.opened(data)
            if waiting is None or not message.answers(waiting.section):
                self.strays += 1
            elif message.truncated:
                waiting.settle(Answer(TRUNCATED))
            else:
                waiting.settle(read(message, waiting.name))
        except MalformedError:
            self.strays += 1
            if waiting is not None:
                waiting.broken = True

    def error_received(self, exc: Exception) -> None:
        """Nobody listens there (ICMP): whoever waits need not wait any longer before asking again."""
        for waiting in list(self._waiting.values()):
            waiting.give_up()
