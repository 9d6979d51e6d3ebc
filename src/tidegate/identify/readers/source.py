"""The bytes of a log: unpacked where they are gzip, read to where they can be, and looked at before they are read."""

import gzip
import io
import zlib
from typing import BinaryIO

from tidegate.identify.readers.tally import Tally

HEAD = 64 * 1024
"""Bytes that a format is recognised by, at most."""
_GZIP = b"\x1f\x8b"


def source(stream: BinaryIO, tally: Tally) -> "io.BufferedReader[io.RawIOBase]":
    """`stream` as a buffered one that can be peeked into; gzip is unpacked, and its damage counted, not raised."""
    raw: io.RawIOBase = _Raw(stream)
    buffered = io.BufferedReader(raw, HEAD)
    if buffered.peek(2)[:2] != _GZIP:
        return buffered
    unpacked: io.RawIOBase = _Unpacked(buffered, tally)
    return io.BufferedReader(unpacked, HEAD)


class _Raw(io.RawIOBase):
    """Any stream of bytes as a raw one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Unpacked(io.RawIOBase):
    """What a gzip file holds, as far as it is whole."""

    def __init__(self, packed: BinaryIO, tally: Tally) -> None:
        self._file, self._tally = gzip.GzipFile(fileobj=packed), tally
        self._over = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = b"" if self._over else self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _read(self, size: int) -> bytes:
        try:
            return self._file.read1(size)
        except EOFError:
            self._tally.skip("the gzip file is cut off")
        except (OSError, zlib.error):
            self._tally.skip("the gzip file is damaged")
        self._over = True
        return b""
