"""Waiting for somebody to do the work: a word after a while, and an end in time."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

PATIENCE, LIMIT = 5.0, 120.0
"""Seconds without workers until it is said, and until no more is waited."""


@dataclass
class Waiting:
    """Looks whether there are workers. `say` hears once that there are none; `stop` is called when it was too long.

    Workers that come back begin the waiting anew.
    """

    whose: str
    workers: Callable[[], int]
    say: Callable[[str], None]
    stop: Callable[[], None]
    clock: Callable[[], float] = time.monotonic
    over: bool = field(default=False, init=False)
    _told: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._since = self.clock()

    def look(self) -> None:
        """Look once; whoever waits calls it again and again."""
        if self.workers():
            self._since, self._told = self.clock(), False
            return
        without = self.clock() - self._since
        if without >= PATIENCE and not self._told:
            self._told = True
            self.say(f"{self.whose}: has no workers for this; waiting for {LIMIT:.0f} seconds")
        if without >= LIMIT and not self.over:
            self.over = True
            self.stop()

    def __str__(self) -> str:
        return f"{self.whose}: had no workers for this in {LIMIT:.0f} seconds: start some, or let them have more memory"
