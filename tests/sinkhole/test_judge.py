"""The judge's verdicts, ready for the journal."""

from datetime import date
from typing import NamedTuple

from tidegate.sinkhole.judge import DAY, Judge
from tidegate.sinkhole.record import unpack_verdict

DAYS = (date(2009, 4, 1) - date(1970, 1, 1)).days


class Match(NamedTuple):
    family: str
    variant: str
    day: date


class Names:
    def __init__(self, names):
        self.names = names

    def find(self, name):
        return [Match("conficker", "c", date(2009, 4, 1))] if name in self.names else []


def test_verdicts_come_packed():
    judge = Judge(Names({"gzyh.nl"}).find)
    assert unpack_verdict(judge.query("gzyh.nl", DAYS)).variant == "c"
    assert unpack_verdict(judge.request(b"GET / HTTP/1.0", b"gzyh.nl", DAYS)).form == "conficker-root"
    assert unpack_verdict(judge.request(b"GET / HTTP/1.0", b"other.nl", DAYS)).family is None


def test_who_remembers_verdicts_is_told_when_the_names_change():
    names = Names(set())
    judge = Judge(names.find)
    asked = (b"GET / HTTP/1.0", b"gzyh.nl", DAYS)
    before, generation = judge.request(*asked), judge.generation
    names.names.add("gzyh.nl")
    judge.forget()
    assert judge.request(*asked) != before
    assert unpack_verdict(judge.request(*asked)).variant == "c"
    assert judge.generation != generation


def test_a_name_is_held_when_it_is_a_rendezvous():
    judge = Judge(Names({"gzyh.nl"}).find)
    assert judge.holds("gzyh.nl")
    assert not judge.holds("other.nl")


def test_a_day_is_counted_in_nanoseconds():
    assert DAY == 24 * 3600 * 10**9
