"""The reception remembers what it read, as long as it means the same."""

from datetime import date
from typing import NamedTuple

import pytest

from tidegate.sinkhole import request
from tidegate.sinkhole.judge import DAY, Judge
from tidegate.sinkhole.reception import Reception
from tidegate.sinkhole.record import unpack_content, unpack_verdict

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
    return front.read(data, request.split(data)[0], now)


def verdict(understood):
    return unpack_verdict(unpack_content(understood.content)[-1])


def test_a_request_comes_with_the_verdict_on_it(front):
    understood = read(front)
    assert unpack_content(understood.content)[:3] == (b"gzyh.nl", b"GET / HTTP/1.1", b"")
    assert (understood.keep, understood.body) == (True, 0)
    assert verdict(understood).form == "conficker-root"


def test_what_is_no_request_is_none_and_is_not_remembered(front):
    assert read(front, b"nonsense\r\n\r\n") is None
    assert not front.known(NOON)


def test_what_comes_again_is_remembered(front):
    assert not front.known(NOON)
    understood = read(front)
    assert front.known(NOON + 1) == {ROOT: understood}


def test_on_another_day_it_may_mean_something_else(front):
    read(front)
    later = NOON + 2 * DAY
    assert not front.known(later)
    assert verdict(read(front, now=later)).rendezvous_day == date(2009, 4, 3)
