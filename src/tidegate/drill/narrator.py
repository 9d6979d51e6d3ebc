"""Tells the story on standard error as it happens, in its own dates, and keeps the time that each step took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TextIO


class Narrator:
    """Chapters, lines, and timed steps."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._began = time.monotonic()
        self.seconds: dict[str, float] = {}

    def chapter(self, title: str) -> None:
        """Begin a part of the story."""
        self._print(f"\n{title}")

    def tell(self, at: datetime, text: str) -> None:
        """One line: what happened at a moment of the story (UTC)."""
        self._print(f"  {at:%Y-%m-%d %H:%M}  {text}")

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Keep the seconds that what is inside took under `name`; steps of the same name add up."""
        began = time.monotonic()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.monotonic() - began

    @property
    def elapsed(self) -> float:
        """Seconds since the story began to be told."""
        return time.monotonic() - self._began

    def _print(self, text: str) -> None:
        print(text, file=self._out, flush=True)
