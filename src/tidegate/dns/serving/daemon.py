"""knotd under our supervision: in the foreground, its log read, and gone when we are."""

import queue
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from tidegate.errors import TidegateError

_PATH = "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin"
_READY = "control, binding to"
_FLAW = re.compile(r" (?:error|critical): (.*)")
_FLAWS = 3
_STOP_SECONDS = 30
_LOADING_SECONDS = 3600
"""How long Knot may take to load a zone of many millions before we give up."""


class Daemon:
    """One knotd with the configuration in `file`. Its control socket is in `run`, a short-lived folder of ours, since a
    socket's path has at most 107 bytes."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._knotd, self._knotc = _program("knotd"), _program("knotc")
        self.run = Path(tempfile.mkdtemp(prefix="tidegate-"))
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._flaws: deque[str] = deque(maxlen=_FLAWS)
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start, and return once it serves; TidegateError with its own words where it does not."""
        words = [*_dies_with_us(), self._knotd, "-c", str(self._file)]
        self._process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        ready = threading.Event()
        threading.Thread(target=self._read, args=(self._process.stdout, ready), daemon=True).start()
        while not ready.wait(0.05):
            self.check()

    def check(self) -> None:
        """TidegateError where it ended by itself."""
        if self._process is not None and self._process.poll() is not None:
            time.sleep(0.1)  # for its last words to be read
            said = "; ".join(self._flaws) or f"exit status {self._process.returncode}"
            raise TidegateError(f"knotd ended: {said}")

    def reload(self) -> None:
        """Let it read its configuration anew."""
        self._control("reload")

    def load(self, zone: str) -> None:
        """Let it read the file of `zone` anew; returns once that is served."""
        self._control("-b", "zone-reload", zone)

    def lines(self) -> Iterator[str]:
        """What it has logged since this was asked last."""
        with suppress(queue.Empty):
            while True:
                yield self._lines.get_nowait()

    def stop(self) -> None:
        """Stop it, and leave nothing behind."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self.run, ignore_errors=True)

    def _read(self, stream: IO[str], ready: threading.Event) -> None:
        with stream:
            for line in stream:
                self._lines.put(line)
                if flaw := _FLAW.search(line):
                    self._flaws.append(flaw[1])
                if _READY in line:
                    ready.set()

    def _control(self, *words: str) -> None:
        self.check()
        command = [self._knotc, "-c", str(self._file), "-t", str(_LOADING_SECONDS), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            self.check()
            raise TidegateError(f"knotc {' '.join(words)}: {(done.stderr or done.stdout).strip()}")


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path=_PATH)
    if found is None:
        raise TidegateError(f"{name} is not installed: serving zones needs Knot DNS 3.2 or newer (Debian: knot)")
    return found


def _dies_with_us() -> list[str]:
    """What lets Linux end it when we are killed and cannot; elsewhere nothing does."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []
