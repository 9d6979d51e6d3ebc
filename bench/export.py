"""The memory and the time of an export of six million names, in each format, beside one of a quarter of a million.

Each export is a process of its own; its memory is the peak that the system saw, mapped libraries included.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tidegate.dns import export

_TIDEGATE = Path(sys.executable).with_name("tidegate")
DAYS, FEW = 120, 5


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        few, many = (_operation(Path(folder) / str(days), days) for days in (FEW, DAYS))
        for format in export.formats():
            (little, _), (peak, seconds) = _exported(few, format), _exported(many, format)
            print(f"{format:5} {peak:4.0f} MB, {peak / little:.2f} of the peak for a 24th; {seconds:4.0f} s")


def _operation(home: Path, days: int) -> Path:
    """A home with Conficker's orders for `days`."""
    _run("init", "conficker", "--playbook", "conficker", "--from", "2009-04-01", home=home)
    _run("forecast", "conficker", "--days", str(days), home=home)
    _run("plan", "conficker", home=home)
    return home


def _exported(home: Path, format: str) -> tuple[float, float]:
    """The peak in MB and the seconds of an export."""
    with tempfile.TemporaryDirectory(dir=home) as out:
        words = ["export", "conficker", "--registry", "all", "--format", format, "--output", out, "--home", str(home)]
        begun = time.perf_counter()
        with subprocess.Popen([_TIDEGATE, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"tidegate {' '.join(words)}: exit status {process.returncode}")
        return used.ru_maxrss * 1024 / 1e6, time.perf_counter() - begun


def _run(*words: str, home: Path) -> None:
    subprocess.run([_TIDEGATE, *words, "--home", str(home)], check=True, capture_output=True)
