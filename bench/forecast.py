"""A year of Conficker C, end to end into Parquet: names per second and the peak of memory, in a process of its own."""

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

DAYS = 365
NAMES_WANTED, MEGABYTES_ALLOWED = 2_000_000, 500


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([sys.executable, __file__, folder], check=True, stdout=subprocess.PIPE)
        size = sum(part.stat().st_size for part in Path(folder).rglob("*.parquet"))
    found = json.loads(done.stdout)
    names, seconds, megabytes = found["names"], found["seconds"], found["peak_megabytes"]
    print(f"{names:,} names of {DAYS} days in {seconds:.1f} s: {names / seconds:,.0f} names/s (aim {NAMES_WANTED:,})")
    print(
        f"processor time {found['processor_seconds']:.1f} s, {names / found['processor_seconds']:,.0f} names/s a core"
    )
    print(
        f"peak memory {megabytes:.0f} MB (aim below {MEGABYTES_ALLOWED}); in the lake {size / names:.1f} bytes a name"
    )


def measure(folder: Path) -> dict[str, float]:
    """Forecast the year into `folder`, and say what it took."""
    from tidegate.forecast.run import run
    from tidegate.names.days import Span
    from tidegate.operation.model import Operation
    from tidegate.operation.playbook import load
    from tidegate.store.lake import Lake

    playbook, _ = load("conficker")
    only_c = replace(playbook, models=tuple(model for model in playbook.models if model.variant == "c"))
    operation = Operation("conficker", only_c, date(2009, 4, 1))
    begin, busy = time.perf_counter(), time.process_time()
    summary = run(Lake(folder), operation, Span.of(operation.first, DAYS))
    return {
        "names": sum(summary.names.values()),
        "seconds": time.perf_counter() - begin,
        "processor_seconds": time.process_time() - busy,
        "peak_megabytes": _peak_megabytes(),
    }


def _peak_megabytes() -> float:
    """The most memory that this process ever held; not getrusage's, which begins with the parent's."""
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(Path(sys.argv[1]))))
    else:
        main()
