"""A UDP socket to one server: what is out, what came back, and how much may be out at once.

The socket is connected, so the kernel drops what other addresses send; an answer with an id that is not outstanding, or
with another question, is counted as a stray and changes nothing.
"""

import contextlib
import secrets
import socket
from collections import deque
from collections.abc import Callable

from tidegate.dns.probe import wire
from tidegate.dns.probe.answer import MALFORMED, TIMEOUT, TRUNCATED, Answer
from tidegate.dns.probe.flight import Flight, Lane
from tidegate.dns.probe.pace import Pace
from tidegate.dns.probe.reading import read
from tidegate.dns.probe.resolver import Resolver
from tidegate.dns.probe.window import Window
from tidegate.dns.probe.wire import MalformedError

_BUFFER = 4 << 20
_TOGETHER = 128  # answers that are read before questions leave again
_LARGEST = 65_535


class Line:
    """Questions to `server` and its answers; `landed` is told each answer, or that there is none.

    OSError where the server cannot be reached from here at all. `out` counts the questions that are out, those by TCP
    too, and `parked` holds the lanes that wait for room.
    """

    def __init__(self, server: Resolver, pace: Pace, landed: Callable[["Line", Flight, Answer], None]) -> None:
        self.server, self.pace, self._landed = server, pace, landed
        self.waiting: dict[int, Flight] = {}
        self.parked: deque[Lane] = deque()
        self.window, self.out, self.strays = Window(), 0, 0
        family = socket.AF_INET6 if ":" in server.host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        try:
            self.socket.setblocking(False)
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
            self.socket.connect((server.host, server.port))
        except OSError:
            self.socket.close()
            raise

    @property
    def has_room(self) -> bool:
        return self.out < self.window.size

    def send(self, flight: Flight) -> int:
        """Ask, under a new id, which is returned. What the network refuses at once is an answer that never comes."""
        while (id := secrets.randbits(16)) in self.waiting:
            pass
        self.waiting[id] = flight
        message = wire.ask(id, flight.section, flight.edns, flight.recursive)
        try:
            self.socket.send(message)
        except ConnectionRefusedError:  # of an earlier question: this one has not left yet
            self._try_again(message)
        except OSError:
            pass  # the time-out tells
        return id

    def receive(self) -> None:
        """Read what has come, some of it if it is much."""
        for _ in range(_TOGETHER):
            try:
                self._read(self.socket.recv(_LARGEST))
            except BlockingIOError:
                return
            except OSError:  # nobody listens there (ICMP): nobody need wait any longer
                self._refused()

    def give_up(self, id: int) -> None:
        """The question with that id has waited long enough."""
        flight = self.waiting[id]
        self._settle(id, Answer(MALFORMED if flight.broken else TIMEOUT))

    def close(self) -> None:
        self.socket.close()

    def _try_again(self, message: bytes) -> None:
        with contextlib.suppress(OSError):
            self.socket.send(message)

    def _refused(self) -> None:
        for id in list(self.waiting):
            self.give_up(id)

    def _read(self, data: bytes) -> None:
        id = int.from_bytes(data[:2], "big")
        flight = self.waiting.get(id)
        try:
            message = wire.opened(data)
            if flight is None or not message.answers(flight.section):
                self.strays += 1
            elif message.truncated:
                self._settle(id, Answer(TRUNCATED))
            else:
                self._settle(id, read(message, flight.question.name, flight.recursive))
        except MalformedError:
            self.strays += 1
            if flight is not None:
                flight.broken = True

    def _settle(self, id: int, answer: Answer) -> None:
        flight = self.waiting.pop(id)
        self.out -= 1
        self.window.settle(answer.rcode != TIMEOUT)
        self._landed(self, flight, answer)
