"""The drill's time, shared between its processes: eight bytes in a file that all of them map.

Within the hour that was set, time runs `PACE` times as fast as the real one and stops at the hour's end, so what
happens in an hour bears moments of that hour, in order.
"""

import mmap
import struct
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

PACE = 20_000
HOUR_NS = 3_600_000_000_000
_FORM = struct.Struct("<qq")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock:
    """Reads and sets the time in `path`, in nanoseconds since the epoch, UTC. One process sets it, many read it."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bytes(_FORM.size))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), _FORM.size)

    def set(self, moment: datetime) -> None:
        """Set the time, which runs on from there to the end of that hour."""
        _FORM.pack_into(self._shared, 0, nanoseconds(moment), time.monotonic_ns())

    def advance(self, moment: datetime) -> None:
        """Set the time, unless it is later than `moment` already."""
        if nanoseconds(moment) > self():
            self.set(moment)

    def __call__(self) -> int:
        """Nanoseconds since the epoch, UTC."""
        base, since = self._read()
        end = base - base % HOUR_NS + HOUR_NS - 1
        return min(base + (time.monotonic_ns() - since) * PACE, end)

    def _read(self) -> tuple[int, int]:
        base, since = _FORM.unpack_from(self._shared)
        return int(base), int(since)

    def now(self) -> datetime:
        """The same moment, for a home's records."""
        return _EPOCH + timedelta(microseconds=self() // 1000)


def nanoseconds(moment: datetime) -> int:
    """A moment in UTC as nanoseconds since the epoch."""
    return (moment - _EPOCH) // timedelta(microseconds=1) * 1000
