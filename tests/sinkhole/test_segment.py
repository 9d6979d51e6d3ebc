"""Segments: names that sort, states that hold, and one writer each."""

import pytest

from tidegate.errors import TidegateError
from tidegate.sinkhole import segment
from tidegate.sinkhole.segment import check_sensor, create, lock, seal, segments


def test_segments_sort_in_the_order_of_their_making(tmp_path):
    made = [create(tmp_path, "one", 0)[0] for _ in range(3)]
    assert segments(tmp_path) == made
    assert len({each.part for each in made}) == 3


def test_a_part_keeps_its_name_when_its_segment_is_sealed(tmp_path):
    opened, _ = create(tmp_path, "one", 0)
    sealed = seal(opened)
    assert (sealed.part, sealed.sealed, opened.sealed) == (opened.part, True, False)
    assert segments(tmp_path) == [sealed]


def test_a_segment_tells_its_sensor_and_its_moment(tmp_path):
    made, _ = create(tmp_path, "north-1", 3)
    assert made.sensor == "north-1"
    assert made.part == f"north-1.3.{made.moment}"


def test_where_there_is_no_journal_there_are_no_segments(tmp_path):
    assert segments(tmp_path / "nowhere") == []


def test_other_files_beside_the_journal_are_no_segments(tmp_path):
    (tmp_path / "one.0.counters.json").touch()
    (tmp_path / "ingested.json").touch()
    assert segments(tmp_path) == []


def test_a_segment_that_is_sealed_meanwhile_can_still_be_read(tmp_path):
    opened, _ = create(tmp_path, "one", 0)
    opened.path.write_bytes(b"all of it")
    seal(opened)
    assert segment.read(opened) == b"all of it"
    assert segment.read(opened, 7) == b"it"
    assert segment.size(opened) == 9


@pytest.mark.parametrize("written", [b"", b"a", b"a" * 65_536, b"a\0b" + b"c" * 100_000])
@pytest.mark.parametrize("reserved", [0, 1, 65_536, 200_000])
def test_reserved_room_is_not_what_was_written(tmp_path, written, reserved):
    opened, _ = create(tmp_path, "one", 0)
    opened.path.write_bytes(written + bytes(reserved))
    assert segment.size(opened) == len(written)
    assert segment.read(opened) == written


def test_two_sensors_of_one_name_never_share_a_journal(tmp_path):
    lock(tmp_path, "one", 0)
    with pytest.raises(TidegateError, match="sensor 'one' runs already"):
        lock(tmp_path, "one", 0)


def test_sensors_and_workers_of_other_names_share_the_folder(tmp_path):
    for sensor, worker in [("one", 0), ("one", 1), ("two", 0)]:
        lock(tmp_path, sensor, worker)


def test_what_a_killed_sensor_left_open_is_sealed_when_it_starts_again(tmp_path):
    left, _ = create(tmp_path, "one", 0)
    left.path.write_bytes(b"written" + bytes(100))
    other, _ = create(tmp_path, "two", 0)
    lock(tmp_path, "one", 0)
    assert [each.sealed for each in segments(tmp_path)] == [True, False]
    assert segments(tmp_path)[1] == other
    assert segments(tmp_path)[0].path.read_bytes() == b"written"


@pytest.mark.parametrize("name", ["", "a.b", "../x", "Ünder", "a" * 33, "-x", "UPPER"])
def test_a_name_that_would_not_do_in_a_file_name_is_refused(name):
    with pytest.raises(TidegateError, match="cannot name a sensor"):
        check_sensor(name)
