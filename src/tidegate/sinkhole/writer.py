"""Writing commits to segments: blocking, and durable when it returns.

Room is reserved ahead in zeros. A frame then overwrites what the file has already, so that a sync has to wait for the
data alone and not for the file system's own journal, which every writer on the disk shares.
"""

import contextlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from tidegate.sinkhole import frame, segment
from tidegate.sinkhole.segment import Segment

SEGMENT_BYTES = 64 * 1024 * 1024
"""A segment that has grown this long is sealed and the next one begun: some 400,000 records."""
RESERVE = 1024 * 1024
"""Bytes of zeros that are written ahead."""


class Writer:
    """The only writer of one worker's segments, for one thread. The first commit makes the first segment."""

    def __init__(
        self,
        folder: Path,
        sensor: str,
        worker: int = 0,
        *,
        segment_bytes: int = SEGMENT_BYTES,
        sync: Callable[[int], None] = os.fdatasync,
    ) -> None:
        self._folder, self._sensor, self._worker = folder, segment.check_sensor(sensor), worker
        self._segment_bytes, self._sync = segment_bytes, sync
        self._lock = segment.lock(folder, sensor, worker)
        self._open: tuple[Segment, int] | None = None
        self._written = self._reserved = 0

    def commit(self, records: Sequence[bytes]) -> None:
        """Write `records` as one frame and wait until it is on the disk.

        OSError when it could not be made so. Nothing is ever written behind such a frame: the segment ends before it
        and the next commit begins another, since after a failed write or sync nobody knows what stands on the disk.
        """
        data = frame.encode(records)
        try:
            descriptor = self._descriptor()
            self._reserve(descriptor, self._written + len(data))
            _write(descriptor, data, self._written)
            self._sync(descriptor)
        except OSError:
            self._leave()
            raise
        self._written += len(data)
        if self._written >= self._segment_bytes:
            self._leave()

    def close(self) -> None:
        """Seal the segment and let another process have the journal."""
        self._leave()
        os.close(self._lock)

    def _descriptor(self) -> int:
        if self._open is None:
            self._open = segment.create(self._folder, self._sensor, self._worker)
            self._written = self._reserved = 0
        return self._open[1]

    def _reserve(self, descriptor: int, end: int) -> None:
        if end > self._reserved:
            _write(descriptor, bytes(RESERVE), end)
            self._reserved = end + RESERVE

    def _leave(self) -> None:
        if self._open is None:
            return
        left, descriptor = self._open
        self._open = None
        with contextlib.suppress(OSError):  # what fails here is done when the sensor starts again
            os.ftruncate(descriptor, self._written)
        with contextlib.suppress(OSError):
            os.close(descriptor)
            segment.seal(left)


def _write(descriptor: int, data: bytes, at: int) -> None:
    view = memoryview(data)
    while view:
        count = os.pwrite(descriptor, view, at)
        view, at = view[count:], at + count
