"""A part of the drill in a process of its own, spoken to by lines. It ends when its standard input ends."""

import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self

from tidegate.errors import TidegateError

_GRACE = 30.0


class Actor:
    """`python -m MODULE ARGUMENTS`, started at once and ended on leaving; what it logs goes to the file `log`."""

    def __init__(self, module: str, *arguments: object, log: Path | None = None) -> None:
        self.module = module
        command = [sys.executable, "-m", module, *map(str, arguments)]
        with log.open("wb") if log else nullcontext() as errors:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
            )

    def say(self, line: object) -> None:
        """Give it one line."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise self._gone() from None

    def hear(self) -> str:
        """Its next line; TidegateError where it ended instead."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise self._gone()
        return line.strip()

    def end(self) -> None:
        """Let it finish, and wait until it has."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _gone(self) -> TidegateError:
        return TidegateError(f"{self.module} ended before its time, with status {self._process.wait(_GRACE)}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.end()
