"""The reception remembers what it read, as long as it means the same."""

from datetime import date
from typing import NamedTuple

import pytest

from tidegate.sinkhole import reception, request
from tidegate.sinkhole.judge import DAY, Judge
from tidegate.sinkhole.reception import Reception
from tidegate.sinkhole.record import unpack_verdict

NOON = ((date(2009, 4, 1) - date(1970, 1, 1)).days * DAY) + DAY // 2
ROOT = b"GET / HTTP/1.1\r\nHost: gzyh.nl\r\n\r\n"


class Match(NamedTuple):
    family: str
    variant: str
    day: date


@pytest.fixture
def names():
    return {"gzyh.nl"}


@pytest.fixture
def judge(names):
    return Judge(lambda name: [Match("conficker", "c", date(2009, 4, day)) for day in (1, 3)] if name in names else [])


@pytest.fixture
def front(judge):
    return Reception(judge)


def read(front, data=ROOT, now=NOON):
    front.recall(data, now)
    return front.read(data, request.split(data)[0], now)


def test_a_request_comes_with_the_verdict_on_it(front):
    understood = read(front)
    assert (understood.line, understood.host, understood.keep) == (b"GET / HTTP/1.1", b"gzyh.nl", True)
    assert unpack_verdict(understood.verdict).form == "conficker-root"


def test_what_is_no_request_is_none_and_is_not_remembered(front):
    assert read(front, b"nonsense\r\n\r\n") is None
    assert front.recall(b"nonsense\r\n\r\n", NOON) is None


def test_what_comes_again_is_remembered(front):
    assert front.recall(ROOT, NOON) is None
    understood = read(front)
    assert front.recall(ROOT, NOON + 1) is understood
    assert front.recall(ROOT + ROOT, NOON) is None


def test_on_another_day_it_may_mean_something_else(front):
    read(front)
    later = NOON + 2 * DAY
    assert front.recall(ROOT, later) is None
    assert unpack_verdict(read(front, now=later).verdict).rendezvous_day == date(2009, 4, 3)


def test_when_the_names_change_nothing_is_remembered(front, judge):
    read(front)
    judge.forget()
    assert front.recall(ROOT, NOON) is None


def test_memory_is_bounded_in_number_and_length(front, monkeypatch):
    monkeypatch.setattr(reception, "_REMEMBERED", 10)
    for number in range(100):
        read(front, b"GET /%d HTTP/1.1\r\n\r\n" % number)
    assert len(front._known) <= 10
    long = b"GET /" + b"a" * 600 + b" HTTP/1.1\r\n\r\n"
    read(front, long)
    assert front.recall(long, NOON) is None
