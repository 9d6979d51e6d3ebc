"""Asking about many names: at a stated rate for each service, no sooner than a busy one allows, each name a few times
at most, and to be stopped at any moment."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tidegate.dns.collisions.rdap.bootstrap import service_of
from tidegate.dns.collisions.rdap.cache import Cache
from tidegate.dns.collisions.rdap.client import Reply

MOST_TRIES = 3
LONGEST_WAIT = 120.0
"""Seconds; a service that wants more is left for another day."""
_FIRST_WAIT = 5.0
_SLICE = 0.2
_MOST_FAILURES = 5


class Asker(Protocol):
    """What asks one question; see `client.Client`."""

    def ask(self, service: str, name: str) -> Reply: ...


@dataclass(frozen=True)
class Manner:
    """How questions are asked: at most `rate` a second of each service. `stop` is asked all the time whether to end."""

    rate: float = 1.0
    stop: Callable[[], bool] = lambda: False
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class Tally:
    """What came of it: how many names were answered, known from the cache, without any service, or left unasked; and
    the flaws, as `NAME: SERVICE: what`."""

    answered: int = 0
    cached: int = 0
    without_service: int = 0
    left: int = 0
    flaws: list[str] = field(default_factory=list)


@dataclass
class Session:
    """Questions to several services, with what is remembered of each."""

    client: Asker
    cache: Cache
    services: Mapping[str, str]
    now: Callable[[], datetime]
    manner: Manner = field(default_factory=Manner)
    _due: dict[str, float] = field(default_factory=dict)
    _failures: Counter[str] = field(default_factory=Counter)
    _given_up: set[str] = field(default_factory=set)

    def ask(self, names: Iterable[str]) -> Tally:
        """Ask for all `names` that the cache does not know; every answer is in the cache when it has come."""
        tally = Tally()
        for name in names:
            service = service_of(name, self.services)
            if self.cache.get(name, self.now()) is not None:
                tally.cached += 1
            elif service is None:
                tally.without_service += 1
            elif not self._answered(service, name, tally):
                tally.left += 1
        return tally

    def _answered(self, service: str, name: str, tally: Tally) -> bool:
        """Whether `service` answered for `name` within a few tries."""
        for attempt in range(MOST_TRIES):
            if service in self._given_up or not self._wait(service):
                return False
            reply = self.client.ask(service, name)
            self._due[service] = self.manner.clock() + 1 / self.manner.rate
            if reply.answer is not None:
                self.cache.put(reply.answer, self.now())
                self._failures[service] = 0
                tally.answered += 1
                return True
            self._note(service, name, reply, attempt, tally)
        return False

    def _note(self, service: str, name: str, reply: Reply, attempt: int, tally: Tally) -> None:
        """Remember that `service` is busy or fails."""
        wait = _FIRST_WAIT * 2**attempt if reply.retry_after is None else reply.retry_after
        if reply.busy and wait <= LONGEST_WAIT:
            self._due[service] = self.manner.clock() + max(wait, 1 / self.manner.rate)
            return
        self._failures[service] += 1
        if reply.busy or self._failures[service] >= _MOST_FAILURES:
            self._given_up.add(service)
        what = f"is busy for {wait:,.0f} s more" if reply.busy else reply.flaw
        tally.flaws.append(f"{name}: {service}: {what}")

    def _wait(self, service: str) -> bool:
        """Wait until `service` may be asked; False where the stop button was pressed."""
        while not self.manner.stop():
            left = self._due.get(service, 0.0) - self.manner.clock()
            if left <= 0:
                return True
            self.manner.sleep(min(left, _SLICE))
        return False
