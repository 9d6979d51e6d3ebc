"""A registry's file, opened whatever its encoding."""

import gzip
import hashlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.answers.source import opened
from tidegate.errors import TidegateError

TEXT = "name,outcome,note\r\na.com,done,merci\r\n"


@pytest.mark.parametrize(
    "raw",
    [TEXT.encode(), TEXT.encode("utf-8-sig"), TEXT.encode("utf-16"), gzip.compress(TEXT.encode("utf-8-sig"), mtime=0)],
    ids=["utf-8", "byte order mark", "utf-16", "gzip"],
)
def test_marks_and_compression_are_seen_through(tmp_path, raw):
    path = tmp_path / "answer"
    path.write_bytes(raw)
    with opened(path) as file:
        assert list(file.lines) == ["name,outcome,note\n", "a.com,done,merci\n"]
        assert file.sha256 == hashlib.sha256(raw).hexdigest()


def test_bytes_of_another_alphabet_are_not_lost(tmp_path):
    path = tmp_path / "answer.csv"
    path.write_bytes("refusé".encode("latin-1"))
    with opened(path) as file:
        assert list(file.lines) == ["refus\\xe9"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"PK\x03\x04rest", "is a workbook or an archive; save the answer as CSV"),
        (gzip.compress(TEXT.encode() * 99, mtime=0)[:-12], "cannot be read"),
        (b"\x1f\x8bnothing", "cannot be read"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, raw, message):
    path = tmp_path / "answer.csv"
    path.write_bytes(raw)
    with pytest.raises(TidegateError, match=message), opened(path) as file:
        list(file.lines)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with (
        pytest.raises(TidegateError, match=r"nowhere\.csv: cannot be read: No such file"),
        opened(tmp_path / "nowhere.csv"),
    ):
        pass


@given(raw=st.binary(max_size=60))
def test_no_bytes_break_it(tmp_path_factory, raw):
    path = tmp_path_factory.mktemp("any") / "answer"
    path.write_bytes(raw)
    with suppress(TidegateError), opened(path) as file:
        list(file.lines)
