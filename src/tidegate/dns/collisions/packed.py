"""Files as people have them, plain or gzipped, however large."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from tidegate.errors import TidegateError

_GZIP = b"\x1f\x8b"
_LONGEST_LINE = 1 << 20


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file at `path` to read, unpacked; TidegateError where it cannot be read, or ends too early."""
    try:
        with path.open("rb") as file:
            is_packed = file.peek(2)[:2] == _GZIP
            yield cast(BinaryIO, io.BufferedReader(gzip.GzipFile(fileobj=file), 1 << 20)) if is_packed else file
    except (OSError, EOFError, zlib.error) as error:
        raise TidegateError(f"{path}: {getattr(error, 'strerror', None) or error}") from None


def lines(file: BinaryIO, name: str) -> Iterator[bytes]:
    """The lines of `file`; TidegateError where one is longer than a mebibyte, so that no file can fill the memory."""
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            raise TidegateError(f"{name}:{number}: the line is longer than {_LONGEST_LINE:,} bytes")
        yield line
