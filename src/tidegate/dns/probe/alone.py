"""One probe of an operation at a time: two would ask twice as fast as either was told to."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tidegate.errors import TidegateError


@contextmanager
def alone(folder: Path, operation: str) -> Iterator[None]:
    """While this lasts no other process probes `operation`; TidegateError where one does. A killed one lets go."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise TidegateError(f"another probe of {operation} is at work: wait until it has ended") from None
        yield
