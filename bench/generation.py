"""Names per second of Conficker C on one core: ours, a plain C program's and plain CPython's, in turns in one run.

Processor time is measured, not time by the clock, so that other work on the machine disturbs less.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tidegate.dga.families.conficker import C
from tidegate.names.days import Span

ROUNDS = 7
FIRST = date(2009, 4, 1)
OUR_DAYS, C_DAYS = 128, 8
PLAIN_C = Path(__file__).with_name("conficker_plain.c")
FIRST_CALL = """
import time
begin = time.perf_counter()
from datetime import date
from tidegate.dga.kernels import conficker
from tidegate.dga.families.conficker import C
list(conficker.blocks(C, [date(2009, 4, 1)], 1))
print(time.perf_counter() - begin)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        cold, warm = (_first_call(folder) for _ in range(2))
        print(f"first call, imports included: {cold:.1f} s to compile, {warm:.1f} s from the cache afterwards")
        measured = _in_turns({"ours": ours, "plain C": plain_c(Path(folder)), "plain CPython": plain_python})
    _print({who: statistics.median(rounds) for who, rounds in measured.items()}, measured)


def ours() -> float:
    """Names per second of our bulk interface, Arrow buffers included."""
    begin = time.thread_time()
    names = sum(len(block) for block in C.kernel(list(Span.of(FIRST, OUR_DAYS)), {}, None))
    return names / (time.thread_time() - begin)


def plain_c(folder: Path) -> Callable[[], float]:
    """The C program, compiled; it reports its own processor time."""
    program = folder / "conficker_plain"
    subprocess.run(["gcc", "-O2", "-o", program, PLAIN_C, "-lm"], check=True)

    def run() -> float:
        names, seconds, _ = subprocess.run([program, str(C_DAYS)], check=True, capture_output=True).stdout.split()
        return int(names) / float(seconds)

    return run


def plain_python() -> float:
    """Names per second of the same program in Python."""
    from bench._conficker_plain import names

    midnight = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
    begin = time.thread_time()
    count = sum(1 for _ in names(int(midnight.timestamp()), C.suffixes))
    return count / (time.thread_time() - begin)


def _first_call(cache: str) -> float:
    environment = {**os.environ, "NUMBA_CACHE_DIR": cache}
    done = subprocess.run([sys.executable, "-c", FIRST_CALL], env=environment, check=True, capture_output=True)
    return float(done.stdout)


def _in_turns(contestants: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    rates: dict[str, list[float]] = {who: [] for who in contestants}
    for _ in range(1 + ROUNDS):
        for who, run in contestants.items():
            rates[who].append(run())
    return {who: rounds[1:] for who, rounds in rates.items()}  # the first round only warms up


def _print(medians: Mapping[str, float], measured: Mapping[str, list[float]]) -> None:
    hertz = _hertz()
    table = Table(box=None, pad_edge=False, title_justify="left")
    table.title = f"Conficker C, one core, median of {ROUNDS} rounds (slowest to quickest)"
    for column in ("", "names/s", "", "ns/name", "cycles/name", "ours is"):
        table.add_column(column, justify="right" if column else "left")
    for who, rate in medians.items():
        spread = f"({min(measured[who]):,.0f} to {max(measured[who]):,.0f})"
        cycles = f"{hertz / rate:,.0f}" if hertz else ""
        table.add_row(who, f"{rate:,.0f}", spread, f"{1e9 / rate:,.1f}", cycles, f"{medians['ours'] / rate:.1f} x")
    Console(width=120).print(table)


def _hertz() -> float | None:
    """The processor's nominal frequency, where the system says it; what it runs at may be higher."""
    try:
        found = re.search(r"^cpu MHz\s*:\s*([\d.]+)", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        return None
    return float(found[1]) * 1e6 if found else None


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    main()
