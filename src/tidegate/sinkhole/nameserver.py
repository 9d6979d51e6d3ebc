"""What the name server says to a query, and what the journal keeps of it. What comes again is not made again."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from tidegate.sinkhole import message, rdata
from tidegate.sinkhole.judge import DAY, Judge
from tidegate.sinkhole.message import Question
from tidegate.sinkhole.record import MAX_NAME
from tidegate.sinkhole.zone import Zone

_REMEMBERED = 65_536
"""Answers that are kept: more than a day of Conficker has names."""


class Said(NamedTuple):
    """Name and type that were asked for, as texts in ASCII; the packed verdict; the answer without its first two bytes,
    which are the query's."""

    name: bytes
    type: bytes
    verdict: bytes
    answer: bytes


class Nameserver:
    """Answers for `zone`, and has `judge` say what the questions are. A query is given without its first two bytes,
    its number; `now` is in nanoseconds since the epoch, UTC. MalformedError where it is none."""

    def __init__(self, zone: Zone, judge: Judge) -> None:
        self._zone, self._judge = zone, judge
        self._remembered = lru_cache(_REMEMBERED)(self._datagram)

    def datagram(self, query: bytes, now: int) -> Said:
        """What to say over UDP."""
        return self._remembered(query, now // DAY, self._judge.generation)

    def stream(self, query: bytes, now: int) -> Said:
        """What to say over TCP."""
        whole = _ANY_NUMBER + query
        question = message.read(whole)
        return self._said(question, now // DAY, self._zone.stream(whole, question, _serial(now)))

    def _datagram(self, query: bytes, day: int, _generation: int) -> Said:
        whole = _ANY_NUMBER + query
        question = message.read(whole)
        return self._said(question, day, self._zone.datagram(whole, question))

    def _said(self, question: Question, day: int, answer: bytes) -> Said:
        verdict = self._judge.query(question.name.decode("ascii"), day)
        name = question.name[:MAX_NAME] or b"."
        return Said(name, rdata.type_word(question.type).encode("ascii"), verdict, answer[len(_ANY_NUMBER) :])


_ANY_NUMBER = b"\0\0"


def _serial(now: int) -> int:
    """The zone's serial: it moves with the day, as 2009040100."""
    return int(datetime.fromtimestamp(now / 1e9, UTC).strftime("%Y%m%d00"))
