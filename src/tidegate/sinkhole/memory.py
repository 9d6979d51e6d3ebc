"""What was made of messages that came before: machines of one kind send the same bytes time after time, and to read
those anew would be the largest part of a check-in's cost."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from tidegate.sinkhole.judge import DAY, Judge

SHORT = 512
"""Bytes of the longest message that is remembered."""
Made = TypeVar("Made")


class Memory(Generic[Made]):
    """At most `most` short messages and what was made of each, as long as that holds: on one UTC day, and until `judge`
    decides anew. `now` is in nanoseconds since the epoch, UTC."""

    def __init__(self, judge: Judge, most: int) -> None:
        self._judge, self._most = judge, most
        self._made: dict[bytes, Made] = {}
        self._day = range(0)
        self._generation = judge.generation

    def at(self, now: int) -> Mapping[bytes, Made]:
        """What holds at `now`; ask again for another moment."""
        if not self._day.start <= now < self._day.stop or self._generation != self._judge.generation:
            self._forget(now)
        return self._made

    def keep(self, message: bytes, made: Made) -> Made:
        """Remember what was `made` of `message` at the moment last asked for; returns it."""
        if len(message) <= SHORT:
            if len(self._made) >= self._most:
                self._made.clear()
            self._made[message] = made
        return made

    def _forget(self, now: int) -> None:
        self._made.clear()
        begin = now - now % DAY
        self._day, self._generation = range(begin, begin + DAY), self._judge.generation
