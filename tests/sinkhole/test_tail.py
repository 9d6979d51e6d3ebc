"""The newest sightings, as they come."""

from datetime import UTC, datetime
from itertools import islice

import pytest

from tidegate.sinkhole import segment, tail
from tidegate.sinkhole.record import pack, pack_content, pack_ends, pack_verdict
from tidegate.sinkhole.sighting import Verdict
from tidegate.sinkhole.tail import Tail, follow
from tidegate.sinkhole.writer import Writer

NOON = int(datetime(2009, 4, 1, 12, tzinfo=UTC).timestamp()) * 10**9


def seen(number):
    verdict = pack_verdict(Verdict())
    ends = pack_ends(1, b"198.51.100.1", number, b"192.0.2.2", 80)
    return pack(NOON + number, ends, pack_content(b"", b"GET / HTTP/1.0", b"", verdict))


def numbers(sightings):
    return [sighting.source_port for sighting in sightings]


@pytest.fixture
def writer(journal):
    """`writer(name)`: a sensor's writer, whose segments hold some five frames."""
    opened = []

    def make(name="one"):
        opened.append(Writer(journal, name, segment_bytes=500))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def test_where_nothing_runs_there_is_nothing_to_see(home):
    assert Tail(home, "small").poll() == []


def test_it_begins_with_the_last_and_goes_on_with_the_new(home, writer):
    sensor = writer()
    for number in range(1, 31):
        sensor.commit([seen(number)])
    watch = Tail(home, "small", last=8)
    assert numbers(watch.poll()) == list(range(23, 31))
    assert watch.poll() == []
    sensor.commit([seen(31), seen(32)])
    assert numbers(watch.poll()) == [31, 32]
    assert watch.poll() == []


def test_nothing_is_missed_when_a_segment_ends_and_the_next_begins(home, writer):
    sensor, watch, got = writer(), Tail(home, "small"), []
    for number in range(1, 31):
        sensor.commit([seen(number)])
        got += numbers(watch.poll())
    assert got == list(range(1, 31))


def test_sensors_are_watched_together_in_the_order_of_time(home, writer):
    first, second = writer("one"), writer("two")
    watch = Tail(home, "small")
    second.commit([seen(2)])
    first.commit([seen(1), seen(3)])
    assert numbers(watch.poll()) == [1, 2, 3]


def test_without_a_wish_for_old_ones_only_new_ones_come(home, writer):
    sensor = writer()
    sensor.commit([seen(1)])
    watch = Tail(home, "small", last=0)
    sensor.commit([seen(2)])
    assert numbers(watch.poll()) == [2]


def test_a_flood_is_cut_to_what_a_person_could_read(home, writer, monkeypatch):
    monkeypatch.setattr(tail, "MOST", 3)
    sensor = writer()
    watch = Tail(home, "small")
    for number in range(1, 30):
        sensor.commit([seen(number)])
    assert numbers(watch.poll()) == [27, 28, 29]
    assert (watch.poll(), watch.total) == ([], 29)


def test_a_frame_is_seen_when_it_is_whole_and_damage_is_passed(home, writer, only_segment):
    sensor = writer()
    for number in (1, 2, 3):
        sensor.commit([seen(number)])
    path = only_segment().path
    whole = segment.read(only_segment())
    third = len(whole) // 3
    flipped = bytearray(whole)
    flipped[third + 30] ^= 1
    path.write_bytes(flipped[: 2 * third + 5])
    watch = Tail(home, "small")
    assert numbers(watch.poll()) == [1]
    path.write_bytes(flipped)
    assert numbers(watch.poll()) == [3]


def test_it_can_be_followed_for_ever(home, writer):
    sensor = writer()
    sensor.commit([seen(1), seen(2)])
    assert numbers(islice(follow(home, "small", last=2, pause=0), 2)) == [1, 2]
