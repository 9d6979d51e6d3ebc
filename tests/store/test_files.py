"""A file appears whole or not at all."""

import pytest

from tidegate.errors import TidegateError
from tidegate.store.files import whole


def test_file_appears_when_the_block_ends(tmp_path):
    target = tmp_path / "names.txt"
    with whole(target) as stream:
        stream.write(b"a.com\n")
        assert not target.exists()
    assert target.read_bytes() == b"a.com\n"
    assert list(tmp_path.iterdir()) == [target]


def test_older_file_is_replaced(tmp_path):
    target = tmp_path / "names.txt"
    target.write_bytes(b"old")
    with whole(target) as stream:
        stream.write(b"new")
    assert target.read_bytes() == b"new"


def test_block_that_fails_leaves_everything_as_it_was(tmp_path):
    target = tmp_path / "names.txt"
    target.write_bytes(b"old")
    with pytest.raises(KeyError):
        write_half(target)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_file_that_cannot_be_written_is_named(tmp_path):
    with (
        pytest.raises(TidegateError, match=r"none/names.txt: cannot be written: No such file or directory"),
        whole(tmp_path / "none" / "names.txt"),
    ):
        pass


def write_half(target):
    with whole(target) as stream:
        stream.write(b"half")
        raise KeyError
