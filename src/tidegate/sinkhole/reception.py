"""What an HTTP request says, and what the journal keeps of it. What comes again is not read again."""

from collections.abc import Mapping
from typing import NamedTuple

from tidegate.sinkhole import request
from tidegate.sinkhole.judge import DAY, Judge
from tidegate.sinkhole.memory import Memory
from tidegate.sinkhole.record import pack_content

_REMEMBERED = 16_384
"""Requests that are remembered."""


class Understood(NamedTuple):
    """What the journal keeps of a request, a record's content; `keep` and `body` are as in `request.Request`."""

    content: bytes
    keep: bool
    body: int | None


class Reception:
    """Reads requests and has `judge` say what they are. `now` is in nanoseconds since the epoch, UTC."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._memory: Memory[Understood] = Memory(judge, _REMEMBERED)

    def known(self, now: int) -> Mapping[bytes, Understood]:
        """Requests that came before, each with all its bytes and nothing more, that mean the same at `now`."""
        return self._memory.at(now)

    def read(self, data: bytes, head: bytes, now: int) -> Understood | None:
        """The request in `data`, which begins with `head`; None where there is none."""
        read = request.read(head)
        if read is None:
            return None
        verdict = self._judge.request(read.line, read.host, now // DAY)
        understood = Understood(pack_content(read.host, read.line, read.agent, verdict), read.keep, read.body)
        self._memory.at(now)
        return self._memory.keep(data, understood)
