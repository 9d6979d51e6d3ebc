"""The story's time, and what each of its steps takes."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path


class Clock:
    """The story's time: set by hand, then running as the real one does."""

    def __init__(self) -> None:
        self.set(datetime(2009, 3, 16, 9, tzinfo=UTC))

    def set(self, moment: datetime) -> None:
        self._moment, self._since = moment, time.monotonic()

    def __call__(self) -> datetime:
        return self._moment + timedelta(seconds=time.monotonic() - self._since)


class Steps:
    """A stop-watch: seconds of each step, its peak of memory here, and what the servers hold at its end."""

    def __init__(self) -> None:
        self._lines = [f"{'step':44}{'seconds':>9}{'peak MB':>9}{'servers MB':>12}"]

    @contextmanager
    def __call__(self, what: str) -> Iterator[None]:
        with suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")  # the peak counts anew from here
        began = time.perf_counter()
        yield
        seconds, peak = time.perf_counter() - began, _megabytes("self", "VmHWM")
        servers = sum(_megabytes(child, "VmRSS") for child in _children(str(os.getpid())))
        self._lines.append(f"{what:44}{seconds:9.1f}{peak:9.0f}{servers:12.0f}")

    def __str__(self) -> str:
        return "\n".join(self._lines)


def _megabytes(process: str, key: str) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith(f"{key}:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _children(process: str) -> Iterator[str]:
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                yield child
                yield from _children(child)
