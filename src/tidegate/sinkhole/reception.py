"""What an HTTP request says, and what the journal keeps of it. What comes again is not read again.

Machines of one kind send the same bytes time after time: reading those anew would be the largest part of a check-in's
cost.
"""

from typing import NamedTuple

from tidegate.sinkhole import request
from tidegate.sinkhole.judge import DAY, Judge

_REMEMBERED = 16_384
_SHORT = 512
"""Bytes of a longest request that is remembered."""


class Understood(NamedTuple):
    """A request as `request.Request` has it, with the packed verdict on it."""

    line: bytes
    host: bytes
    agent: bytes
    keep: bool
    body: int | None
    verdict: bytes


class Reception:
    """Reads requests and has `judge` say what they are. `now` is in nanoseconds since the epoch, UTC."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._known: dict[bytes, Understood] = {}
        self._valid = (0, 0)

    def recall(self, data: bytes, now: int) -> Understood | None:
        """The request that `data` is, all of it and nothing more, if the same came before and means the same today."""
        valid = (now // DAY, self._judge.generation)
        if valid != self._valid:
            self._known.clear()
            self._valid = valid
        return self._known.get(data)

    def read(self, data: bytes, head: bytes, now: int) -> Understood | None:
        """The request in `data`, which begins with `head`; None where there is none."""
        read = request.read(head)
        if read is None:
            return None
        understood = Understood(*read, self._judge.request(read.line, read.host, now // DAY))
        if len(data) <= _SHORT:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[data] = understood
        return understood
