"""The journal: an answer means durable, and everything else is counted."""

import asyncio
import errno
import threading
from datetime import UTC, datetime

import pytest
import uvloop

from tidegate.sinkhole import journal as journals
from tidegate.sinkhole import segment
from tidegate.sinkhole.counters import Counters
from tidegate.sinkhole.frame import scan
from tidegate.sinkhole.journal import Journal
from tidegate.sinkhole.writer import Writer


class Disk:
    """A sync that waits while it is `held`, and fails while it is `broken`."""

    def __init__(self):
        self.free = threading.Event()
        self.free.set()
        self.broken = False

    def __call__(self, _descriptor):
        self.free.wait()
        if self.broken:
            raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def disk():
    return Disk()


@pytest.fixture
def counters():
    return Counters("one", 0, datetime.now(UTC))


@pytest.fixture
def keep(tmp_path, disk, counters):
    """`keep(story)`: run the coroutine `story(journal)` and close the journal."""

    def run(story, **options):
        async def main():
            journal = Journal(Writer(tmp_path, "one", sync=disk), counters, **options)
            try:
                return await story(journal)
            finally:
                disk.free.set()
                await journal.close()

        return uvloop.run(main())

    return run


def frames(folder):
    return [part.count for each in segment.segments(folder) for part in scan(segment.read(each))]


async def settle():
    await asyncio.sleep(0.05)


def test_nobody_is_answered_before_the_sync_is_done(keep, disk, counters):
    async def story(journal):
        answers = []
        disk.free.clear()
        journal.append([b"record"], b"answer", answers.append)
        await settle()
        before = list(answers)
        disk.free.set()
        await settle()
        return before, answers

    assert keep(story) == ([], [b"answer"])
    assert counters.recorded == 1


def test_what_arrives_during_a_sync_shares_the_next_frame(keep, disk, tmp_path):
    async def story(journal):
        disk.free.clear()
        journal.append([b"first"], b"", lambda _: None)
        await settle()
        for _ in range(5):
            journal.append([b"later"], b"", lambda _: None)
        disk.free.set()
        await settle()

    keep(story)
    assert frames(tmp_path) == [1, 5]


def test_answers_go_out_in_the_order_of_the_records(keep):
    async def story(journal):
        answers = []
        for number in range(100):
            journal.append([b"record"], b"%d" % number, answers.append)
            if number % 7 == 0:
                await asyncio.sleep(0)
        await settle()
        return answers

    assert keep(story) == [b"%d" % number for number in range(100)]


def test_while_the_disk_fails_nobody_is_answered_and_all_are_counted(keep, disk, counters, capsys):
    async def story(journal):
        answers = []
        disk.broken = True
        journal.append([b"lost"], b"answer", answers.append)
        await settle()
        journal.append([b"refused at once"], b"answer", answers.append)
        return answers

    assert keep(story) == [None, None]
    assert (counters.recorded, counters.drops) == (0, {"journal disk": 2})
    assert "No space left on device" in capsys.readouterr().err


def test_when_the_disk_is_well_again_so_is_the_sensor(keep, disk, counters, tmp_path, monkeypatch):
    monkeypatch.setattr(journals, "PAUSE", 0.01)

    async def story(journal):
        answers = []
        disk.broken = True
        journal.append([b"lost"], b"answer", answers.append)
        await settle()
        disk.broken = False
        journal.append([b"kept"], b"answer", answers.append)
        await settle()
        return answers

    assert keep(story) == [None, b"answer"]
    assert (counters.recorded, counters.drops) == (1, {"journal disk": 1})
    assert len(segment.segments(tmp_path)) == 2


def test_a_disk_slower_than_the_requests_costs_those_that_found_no_room(keep, disk, counters):
    async def story(journal):
        answers = []
        disk.free.clear()
        journal.append([b"1" * 10], b"first", answers.append)
        await settle()
        for number in (b"second", b"third"):
            journal.append([b"2" * 10], number, answers.append)
        disk.free.set()
        await settle()
        return answers

    assert keep(story, room=15) == [None, b"first", b"second"]
    assert counters.drops == {"journal overload": 1}


def test_a_client_whose_answer_fails_costs_nobody_else_theirs(keep):
    def broken(_answer):
        raise RuntimeError("this client is gone")

    async def story(journal):
        answers = []
        journal.append([b"one"], b"one", broken)
        journal.append([b"two"], b"two", answers.append)
        await settle()
        return answers

    assert keep(story) == [b"two"]


def test_closing_waits_for_the_last_answer_and_seals(keep, tmp_path):
    answers = []

    async def story(journal):
        journal.append([b"record"], b"answer", answers.append)

    keep(story)
    assert answers == [b"answer"]
    assert all(each.sealed for each in segment.segments(tmp_path))
