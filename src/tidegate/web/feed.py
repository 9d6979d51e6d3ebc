"""One operation's sightings, read once however many look."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tidegate.sinkhole.sighting import Sighting
from tidegate.web.window import Window


class Source(Protocol):
    """What is read: `tidegate.sinkhole.tail.Tail`."""

    total: int
    """How many sightings have come since it began."""

    def poll(self) -> Sequence[Sighting]:
        """The newest of what has come since the last time, oldest first; the first time, also some from before."""
        ...


@dataclass
class Feed:
    """The window, and the way to take in what is new; `run` tells the numbers of one server from another's."""

    source: Source
    window: Window
    run: str = field(default_factory=lambda: secrets.token_hex(4))
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _read_at: float = float("-inf")

    async def read(self, at_most_every: float) -> None:
        """Take in what has come, unless somebody did within the last `at_most_every` seconds."""
        async with self._lock:
            now = asyncio.get_running_loop().time()
            if now - self._read_at >= at_most_every:
                before = self.source.total
                newest = await asyncio.to_thread(self.source.poll)
                self.window.add(newest, self.source.total - before)
                self._read_at = now

    def id(self, number: int) -> str:
        """What a client is told to come back with."""
        return f"{self.run}-{number}"

    def place(self, id: str) -> int | None:
        """The number of the last row that a client has, by the id it comes back with; None: it has none of ours."""
        run, _, number = id.partition("-")
        if run == self.run and number.isascii() and number.isdecimal() and len(number) < 20:
            return min(int(number), self.window.seen)
        return None
