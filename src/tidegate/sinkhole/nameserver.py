"""What the name server says to a query, and what the journal keeps of it. What comes again is not made again."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from tidegate.sinkhole import message, rdata
from tidegate.sinkhole.judge import DAY, Judge
from tidegate.sinkhole.memory import Memory
from tidegate.sinkhole.message import Question
from tidegate.sinkhole.record import MAX_NAME, pack_content
from tidegate.sinkhole.zone import Zone

_REMEMBERED = 65_536
"""Answers that are kept: more than a day of Conficker has names."""


class Said(NamedTuple):
    """What the journal keeps of a query, a record's content; and the answer without its first two bytes, which are the
    query's."""

    content: bytes
    answer: bytes


class Nameserver:
    """Answers for `zone`, and has `judge` say what the questions are. A query is given without its first two bytes,
    its number; `now` is in nanoseconds since the epoch, UTC. MalformedError where it is none."""

    def __init__(self, zone: Zone, judge: Judge) -> None:
        self._zone, self._judge = zone, judge
        self._memory: Memory[Said] = Memory(judge, _REMEMBERED)

    def known(self, now: int) -> Mapping[bytes, Said]:
        """Queries that came before over UDP, with what is to be said to them at `now`."""
        return self._memory.at(now)

    def datagram(self, query: bytes, now: int) -> Said:
        """What to say over UDP."""
        return self.known(now).get(query) or self._memory.keep(query, self._datagram(query, now))

    def stream(self, query: bytes, now: int) -> Said:
        """What to say over TCP."""
        whole = _ANY_NUMBER + query
        question = message.read(whole)
        return self._said(question, now // DAY, self._zone.stream(whole, question, _serial(now)))

    def _datagram(self, query: bytes, now: int) -> Said:
        whole = _ANY_NUMBER + query
        question = message.read(whole)
        return self._said(question, now // DAY, self._zone.datagram(whole, question))

    def _said(self, question: Question, day: int, answer: bytes) -> Said:
        verdict = self._judge.query(question.name.decode("ascii"), day)
        name = question.name[:MAX_NAME] or b"."
        content = pack_content(name, rdata.type_word(question.type).encode("ascii"), b"", verdict)
        return Said(content, answer[len(_ANY_NUMBER) :])


_ANY_NUMBER = b"\0\0"


def _serial(now: int) -> int:
    """The zone's serial: it moves with the day, as 2009040100."""
    return int(datetime.fromtimestamp(now / 1e9, UTC).strftime("%Y%m%d00"))
