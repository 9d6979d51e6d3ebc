"""Segments: the files of a journal.

`SENSOR.WORKER.MOMENT.open` while a sensor writes it, `SENSOR.WORKER.MOMENT.sealed` for good after that. The moment is
that of its making in UTC, so names never come again and sort in the order of their making. An open segment ends in
zeros, the room that its writer has reserved; what was written never does, since a record ends in a text.
"""

import fcntl
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from tidegate.errors import TidegateError

OPEN, SEALED = ".open", ".sealed"
_SENSOR = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}\Z")
_MOMENT = "%Y%m%dT%H%M%S%fZ"
_BLOCK = 64 * 1024


@dataclass(frozen=True, order=True)
class Segment:
    """One file of a journal; `part` is its name without the state, by which the lake knows it."""

    part: str
    path: Path

    @property
    def sensor(self) -> str:
        """The sensor that wrote it."""
        return self.part.partition(".")[0]

    @property
    def moment(self) -> str:
        """When it was made; sorts as time does."""
        return self.part.rpartition(".")[2]

    @property
    def sealed(self) -> bool:
        """Whether nothing will be written to it any more."""
        return self.path.suffix == SEALED


def segments(folder: Path) -> list[Segment]:
    """The segments of the journal in `folder`, each sensor's oldest first. None where there is no folder."""
    paths = [path for path in folder.glob("*.*.*.*") if path.suffix in (OPEN, SEALED)]
    return sorted(Segment(path.stem, path) for path in paths)


def check_sensor(name: str) -> str:
    """`name` if a sensor can be called that, otherwise TidegateError."""
    if not _SENSOR.match(name):
        raise TidegateError(f"{name!r} cannot name a sensor: use up to 32 of a-z, 0-9, - and _")
    return name


def create(folder: Path, sensor: str, worker: int) -> tuple[Segment, int]:
    """A new open segment and its file descriptor; both the file and its name are durable when this returns."""
    while True:
        part = f"{sensor}.{worker}.{datetime.now(UTC).strftime(_MOMENT)}"
        path = folder / f"{part}{OPEN}"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o640)
        except FileExistsError:
            continue
        sync_folder(folder)
        return Segment(part, path), descriptor


def seal(segment: Segment) -> Segment:
    """Mark `segment` as complete."""
    path = segment.path.with_suffix(SEALED)
    segment.path.rename(path)
    sync_folder(path.parent)
    return Segment(segment.part, path)


def lock(folder: Path, sensor: str, worker: int) -> int:
    """Take the journal in `folder` for this worker of `sensor` alone, until the returned descriptor is closed.

    Its open segments are then left over from a sensor that was killed, and are sealed. TidegateError when another
    process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / f"{sensor}.{worker}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise TidegateError(f"{folder}: sensor {sensor!r} runs already; give this one another --name") from None
    for left in segments(folder):
        if left.part.startswith(f"{sensor}.{worker}.") and not left.sealed:
            os.truncate(left.path, size(left))
            seal(left)
    return descriptor


def read(segment: Segment, start: int = 0) -> bytes:
    """What was written to `segment` from byte `start` on."""
    with _opened(segment) as stream:
        stream.seek(start)
        return stream.read().rstrip(b"\0")


def size(segment: Segment) -> int:
    """How many bytes were written to `segment`."""
    with _opened(segment) as stream:
        end = stream.seek(0, os.SEEK_END)
        while end:
            start = stream.seek(max(0, end - _BLOCK))
            written = stream.read(end - start).rstrip(b"\0")
            if written:
                return start + len(written)
            end = start
    return 0


def _opened(segment: Segment) -> BinaryIO:
    try:
        return segment.path.open("rb")
    except FileNotFoundError:  # its sensor sealed it at this moment
        return segment.path.with_suffix(SEALED).open("rb")


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
