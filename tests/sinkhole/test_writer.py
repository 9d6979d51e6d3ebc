"""The writer: durable or an error, and nothing behind a frame that may be torn."""

import errno
import subprocess
import sys

import pytest

from tidegate.errors import TidegateError
from tidegate.sinkhole import segment
from tidegate.sinkhole.frame import scan
from tidegate.sinkhole.writer import RESERVE, Writer


def found(folder):
    return [list(scan(segment.read(each))) for each in segment.segments(folder)]


def test_a_commit_is_one_frame_and_is_synced_after_it_was_written(tmp_path):
    synced = []
    writer = Writer(tmp_path, "one", sync=lambda _: synced.append(found(tmp_path)[0]))
    writer.commit([b"a", b"b"])
    writer.commit([b"c"])
    assert [[part.count for part in parts] for parts in synced] == [[2], [2, 1]]


def test_room_is_reserved_ahead_and_given_back_in_the_end(tmp_path):
    writer = Writer(tmp_path, "one")
    writer.commit([b"a"])
    [opened] = segment.segments(tmp_path)
    assert opened.path.stat().st_size == 17 + RESERVE
    writer.commit([b"b"])
    assert opened.path.stat().st_size == 17 + RESERVE
    assert segment.size(opened) == len(segment.read(opened)) == 34
    writer.close()
    [sealed] = segment.segments(tmp_path)
    assert sealed.path.stat().st_size == 34


def test_a_frame_larger_than_the_room_makes_more(tmp_path):
    writer = Writer(tmp_path, "one")
    for _ in range(3):
        writer.commit([b"x" * RESERVE])
    assert [len(parts) for parts in found(tmp_path)] == [3]


def test_without_a_commit_there_is_no_segment(tmp_path):
    Writer(tmp_path, "one").close()
    assert segment.segments(tmp_path) == []


def test_a_full_segment_is_sealed_and_the_next_begun(tmp_path):
    writer = Writer(tmp_path, "one", segment_bytes=40)
    for _ in range(5):
        writer.commit([b"four"])
    assert [len(parts) for parts in found(tmp_path)] == [2, 2, 1]
    assert [each.sealed for each in segment.segments(tmp_path)] == [True, True, False]


def test_closing_seals_and_lets_go(tmp_path):
    writer = Writer(tmp_path, "one")
    writer.commit([b"a"])
    with pytest.raises(TidegateError):
        Writer(tmp_path, "one")
    writer.close()
    assert [each.sealed for each in segment.segments(tmp_path)] == [True]
    Writer(tmp_path, "one").close()


def test_after_a_failed_sync_nothing_is_written_to_that_segment_again(tmp_path):
    failing = [False, True, False]

    def sync(_descriptor):
        if failing.pop(0):
            raise OSError(errno.EIO, "Input/output error")

    writer = Writer(tmp_path, "one", sync=sync)
    writer.commit([b"a"])
    with pytest.raises(OSError, match="Input/output"):
        writer.commit([b"b"])
    writer.commit([b"c"])
    assert [len(parts) for parts in found(tmp_path)] == [1, 1]
    assert [each.sealed for each in segment.segments(tmp_path)] == [True, False]


FULL = """
import resource, sys
from pathlib import Path
from tidegate.sinkhole.writer import RESERVE, Writer
writer = Writer(Path(sys.argv[1]), "one")
writer.commit([b"a" * 100])
for room in (RESERVE + 200, 50):  # from here on the disk is as good as full
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        writer.commit([b"b" * 2 * RESERVE])
    except OSError as error:
        print(error.strerror)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
writer.commit([b"c"])
"""


def test_on_a_full_disk_what_was_before_stays_and_half_a_frame_is_taken_back(tmp_path):
    done = subprocess.run([sys.executable, "-c", FULL, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout == "File too large\nFile too large\n"
    assert [[part.count for part in parts] for parts in found(tmp_path)] == [[1], [], [1]]
