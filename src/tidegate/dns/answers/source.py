"""A registry's file, opened: compressed or not, in whatever encoding its office wrote it."""

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from tidegate.errors import TidegateError

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_ENCODINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True)
class Opened:
    """The file's lines, and the SHA-256 of its bytes in hexadecimal."""

    lines: Iterator[str]
    sha256: str


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """The file at `path` for reading; TidegateError where it cannot be read, is cut short, or is no text.

    Bytes that are not UTF-8 stand in the lines as `\\xe9`, so that nothing is lost.
    """
    try:
        with path.open("rb") as raw:
            digest = hashlib.file_digest(raw, "sha256").hexdigest()
            raw.seek(0)
            yield Opened(iter(_text(raw, path)), digest)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise TidegateError(f"{path}: cannot be read: {reason}") from None


def _text(raw: IO[bytes], path: Path) -> IO[str]:
    stream: IO[bytes] = raw
    if _begins(raw, 2) == _GZIP:
        stream = cast(IO[bytes], gzip.GzipFile(fileobj=raw))
    first = _begins(stream, 4)
    if first == _ZIP:
        raise TidegateError(f"{path}: is a workbook or an archive; save the answer as CSV")
    encoding = next((name for mark, name in _ENCODINGS.items() if first.startswith(mark)), "utf-8")
    return io.TextIOWrapper(stream, encoding, errors="backslashreplace")


def _begins(stream: IO[bytes], count: int) -> bytes:
    begins = stream.read(count)
    stream.seek(0)
    return begins
