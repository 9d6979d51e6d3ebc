"""The memory: bounded, and true only as long as what was made holds."""

from datetime import date

import pytest

from tidegate.sinkhole.judge import DAY, Judge
from tidegate.sinkhole.memory import SHORT, Memory

NOON = ((date(2009, 4, 1) - date(1970, 1, 1)).days * DAY) + DAY // 2


@pytest.fixture
def judge():
    return Judge(lambda _name: [])


@pytest.fixture
def memory(judge):
    return Memory(judge, 10)


def test_what_was_made_is_there_when_the_message_comes_again(memory):
    assert not memory.at(NOON)
    assert memory.keep(b"GET /", 1) == 1
    assert memory.at(NOON + 1) == {b"GET /": 1}


@pytest.mark.parametrize("moment", [NOON + DAY // 2, NOON - DAY // 2 - 1])
def test_another_day_begins_with_nothing(memory, moment):
    memory.at(NOON)
    memory.keep(b"GET /", 1)
    assert memory.at(NOON + DAY // 2 - 1) == memory.at(NOON - DAY // 2) == {b"GET /": 1}
    assert not memory.at(moment)


def test_when_the_judge_decides_anew_everything_is_forgotten(memory, judge):
    memory.at(NOON)
    memory.keep(b"GET /", 1)
    judge.forget()
    assert not memory.at(NOON)


def test_it_never_holds_more_than_it_may(memory):
    memory.at(NOON)
    for number in range(25):
        memory.keep(b"GET /%d" % number, number)
    assert len(memory.at(NOON)) == 5


def test_long_messages_are_not_remembered(memory):
    memory.at(NOON)
    assert memory.keep(b"x" * (SHORT + 1), 1) == 1
    memory.keep(b"x" * SHORT, 2)
    assert memory.at(NOON) == {b"x" * SHORT: 2}
