"""The writer: durable or an error, and nothing behind a frame that may be torn."""

import errno
import os
import subprocess
import sys

import pytest

from tidegate.errors import TidegateError
from tidegate.sinkhole import segment
from tidegate.sinkhole.frame import Damage, Frame, scan
from tidegate.sinkhole.writer import Writer


def found(folder):
    return [list(scan(segment.read(each))) for each in segment.segments(folder)]


def test_a_commit_is_one_frame_and_is_synced_after_it_was_written(tmp_path):
    lengths = []
    writer = Writer(tmp_path, "one", sync=lambda descriptor: lengths.append(os.fstat(descriptor).st_size))
    writer.commit([b"a", b"b"])
    writer.commit([b"c"])
    assert [[part.count for part in parts] for parts in found(tmp_path)] == [[2, 1]]
    assert lengths == [18, 35]


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
    first, second = found(tmp_path)
    assert len(first) == 2
    assert len(second) == 1


FULL = """
import resource, sys
from pathlib import Path
from tidegate.sinkhole.writer import Writer
writer = Writer(Path(sys.argv[1]), "one")
writer.commit([b"a" * 100])
resource.setrlimit(resource.RLIMIT_FSIZE, (150, 150))  # from here on the disk is as good as full
try:
    writer.commit([b"b" * 100])
except OSError as error:
    print(error.strerror)
resource.setrlimit(resource.RLIMIT_FSIZE, (90, 90))
try:
    writer.commit([b"c" * 100])
except OSError as error:
    print(error.strerror)
"""


def test_a_frame_that_the_disk_took_only_half_of_is_torn_and_what_was_before_it_stays(tmp_path):
    done = subprocess.run([sys.executable, "-c", FULL, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout == "File too large\nFile too large\n"
    first, second = found(tmp_path)
    assert [type(part) for part in first] == [Frame, Damage]
    assert first[1].torn
    assert [part.torn for part in second] == [True]
