"""Files that appear whole or not at all."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tidegate.errors import TidegateError


@contextmanager
def whole(target: Path) -> Iterator[BinaryIO]:
    """A stream to write `target` with; it appears, durable, when the block ends, and not at all when the block fails.

    An older `target` is replaced. TidegateError names the file when it cannot be written.
    """
    unfinished = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
    try:
        with unfinished.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(target)
        to_disk(target.parent)
    except OSError as error:
        raise TidegateError(f"{target}: cannot be written: {error.strerror or error}") from None
    finally:
        unfinished.unlink(missing_ok=True)


def content(path: Path) -> bytes:
    """The bytes of the file at `path`; TidegateError names it where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise TidegateError(f"{path}: {error.strerror or error}") from None


def to_disk(folder: Path) -> None:
    """Bring the names in `folder` to the disk: a file that was made or renamed there stays after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
