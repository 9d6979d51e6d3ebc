"""Asks many servers at once: paced overall, per registry and per server, with time-outs and retries, and by TCP where
an answer was cut short.

There is no task a question. Questions wait in lanes, one a registry; whenever the paces and a server's window allow it,
as many of them leave as may, and whatever has come is read together.
"""

import asyncio
import math
from collections import deque
from types import TracebackType
from typing import Self

import dns.asyncquery
import dns.exception
import dns.flags
import dns.message

from tidegate.dns.probe import wire
from tidegate.dns.probe.answer import MALFORMED, TIMEOUT, TRUNCATED, Answer, Question
from tidegate.dns.probe.flight import Flight, Lane, Schedule
from tidegate.dns.probe.line import Line
from tidegate.dns.probe.pace import Pace
from tidegate.dns.probe.reading import read
from tidegate.dns.probe.resolver import Resolver
from tidegate.dns.probe.wire import MalformedError
from tidegate.errors import TidegateError

PATIENCE = (1.5, 3.0, 6.0)
"""For how many seconds each attempt waits for its answer; there are as many attempts."""
_AGAIN = frozenset({TIMEOUT, MALFORMED, TRUNCATED, "SERVFAIL", "FORMERR"})
_PAUSE = 0.25  # of the patience, before asking again somebody who did answer, or who is not there
_TICK = 0.02  # seconds between two looks for what has waited too long


class Asker:
    """Whom to ask stands in each question; an asynchronous context manager.

    `rate` is in questions a second to all servers together; `server_rate` to each of them.
    """

    def __init__(self, rate: float, patience: tuple[float, ...] = PATIENCE, server_rate: float | None = None) -> None:
        self._patience, self._server_rate = patience, server_rate or rate
        self._schedule = Schedule(Pace.of(rate))
        self._lines: dict[Resolver, Line] = {}
        self._late = [deque[tuple[float, Line, int, Flight]]() for _ in patience]
        self._tasks: set[asyncio.Task[None]] = set()
        self._alarm: asyncio.TimerHandle | None = None
        self._alarm_at = math.inf
        self.sent = 0

    @property
    def strays(self) -> int:
        """How many answers came that nobody was waiting for."""
        return sum(line.strays for line in self._lines.values())

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._clock = self._loop.call_later(_TICK, self._tick)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clock.cancel()
        if self._alarm:
            self._alarm.cancel()
        for task in self._tasks:
            task.cancel()
        for line in self._lines.values():
            self._loop.remove_reader(line.socket)
            line.close()

    async def ask(self, question: Question, to: Resolver, lane: Lane, recursive: bool = True) -> tuple[Answer, int]:
        """The answer to one question, and how often it was asked. Never raises for what the network does."""
        landed: asyncio.Future[tuple[Answer, int]] = self._loop.create_future()

        def told(flight: Flight, answer: Answer) -> None:
            if not landed.done():
                landed.set_result((answer, flight.attempts))

        self.put(Flight(question, [to], told, recursive), lane)
        return await landed

    def put(self, flight: Flight, lane: Lane) -> None:
        """Ask this before anything that `lane` has not begun yet."""
        lane.going_on.append(flight)
        self.wake(lane)

    def wake(self, lane: Lane) -> None:
        """`lane` has something to ask."""
        if not lane.is_waiting:
            self._schedule.add(lane)
        self._look_again(0.0)

    def reach(self, server: Resolver) -> Line:
        """The line to `server`; TidegateError where there is no way to it."""
        line = self._lines.get(server)
        if line is None:
            try:
                line = Line(server, Pace.of(self._server_rate), self._landed)
            except OSError as error:
                raise TidegateError(f"{server} cannot be asked: {error.strerror or error}") from None
            self._lines[server] = line
            self._loop.add_reader(line.socket, self._receive, line)
        return line

    async def turn(self) -> None:
        """Wait until the overall pace allows a question that is asked elsewhere."""
        self.sent += 1
        await asyncio.sleep(self._schedule.pace.wait(self._loop.time()))

    def _receive(self, line: Line) -> None:
        line.receive()
        self._pump()

    def _pump(self) -> None:
        """Let all questions leave that may."""
        now = self._loop.time()
        while lane := self._schedule.next(now):
            flight = lane.take()
            if flight is not None:
                self._depart(flight, lane, now)
        due = self._schedule.due
        if due is not None:
            self._look_again(due - now)

    def _depart(self, flight: Flight, lane: Lane, now: float) -> None:
        lines = self._in_turn(flight)
        line = next((line for line in lines if line.has_room and line.pace.due <= now), None)
        if line is not None:
            self._send(flight, line, lane, now)
            self._schedule.add(lane)
            return
        lane.going_on.appendleft(flight)
        full = next((line for line in lines if not line.has_room), None)
        if full is None:
            self._schedule.add(lane, min(line.pace.due for line in lines))
        else:
            lane.is_waiting = True
            full.parked.append(lane)

    def _in_turn(self, flight: Flight) -> list[Line]:
        """The lines to those who may be asked, in another order at each attempt."""
        if len(flight.to) == 1:
            return [self.reach(flight.to[0])]
        first = (hash(flight.question.name) + flight.attempts) % len(flight.to)
        return [self.reach(server) for server in (*flight.to[first:], *flight.to[:first])]

    def _send(self, flight: Flight, line: Line, lane: Lane, now: float) -> None:
        for pace in (self._schedule.pace, lane.pace, line.pace):
            pace.take(now)
        self.sent += 1
        line.out += 1
        flight.lane, flight.server = lane, line.server
        if flight.tcp:
            self._spawn(flight, line)
            return
        flight.began, flight.broken = now, False
        id = line.send(flight)
        self._late[flight.attempts].append((now + self._patience[flight.attempts], line, id, flight))
        flight.attempts += 1

    def _landed(self, line: Line, flight: Flight, answer: Answer) -> None:
        """What came of an attempt: the answer, or another attempt."""
        for _ in range(min(len(line.parked), line.window.size - line.out)):
            self._schedule.add(line.parked.popleft())
        if answer.rcode == TRUNCATED and not flight.tcp:
            flight.tcp = True
            self.put(flight, flight.lane)
        elif answer.rcode in _AGAIN and flight.attempts < len(self._patience):
            flight.tcp, flight.edns = False, flight.edns and answer.rcode != "FORMERR"
            self._again(flight)
        else:
            flight.landed(flight, answer)

    def _again(self, flight: Flight) -> None:
        patience = self._patience[flight.attempts - 1]
        is_early = self._loop.time() - flight.began < patience
        self._loop.call_later(patience * _PAUSE if is_early else 0.0, self.put, flight, flight.lane)

    def _spawn(self, flight: Flight, line: Line) -> None:
        task = self._loop.create_task(self._by_tcp(flight, line))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _by_tcp(self, flight: Flight, line: Line) -> None:
        query = dns.message.make_query(flight.question.name, flight.question.type, use_edns=0)
        query.flags = dns.flags.RD if flight.recursive else dns.flags.Flag(0)
        query.want_dnssec(not flight.recursive)
        try:
            patience = self._patience[flight.attempts - 1]
            reply = await dns.asyncquery.tcp(query, line.server.host, patience, line.server.port)
            answer = read(wire.opened(reply.to_wire()), flight.question.name, flight.recursive)
        except (dns.exception.DNSException, MalformedError, OSError, EOFError):
            answer = Answer(TRUNCATED)
        line.out -= 1
        self._landed(line, flight, answer)
        self._pump()

    def _tick(self) -> None:
        """Give up what has waited too long."""
        now = self._loop.time()
        for attempts, late in enumerate(self._late, 1):
            while late and late[0][0] <= now:
                _, line, id, flight = late.popleft()
                if line.waiting.get(id) is flight and flight.attempts == attempts:
                    line.give_up(id)
        self._pump()
        self._clock = self._loop.call_later(_TICK, self._tick)

    def _look_again(self, wait: float) -> None:
        """Look in `wait` seconds, or earlier, for questions that may leave."""
        when = self._loop.time() + wait
        if when < self._alarm_at:
            if self._alarm:
                self._alarm.cancel()
            self._alarm, self._alarm_at = self._loop.call_later(max(0.0, wait), self._ring), when

    def _ring(self) -> None:
        self._alarm, self._alarm_at = None, math.inf
        self._pump()
