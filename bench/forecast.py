"""A forecast end to end into Parquet, each in a process of its own: a year of Conficker C, and Necurs' 25 months."""

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

NAMES_WANTED, MEGABYTES_ALLOWED = 2_000_000, 500
PREDICTED = 6_000_000  # "over six million unique domains" (Microsoft on Necurs, 10 March 2020)


def main() -> None:
    conficker, size = _measured("conficker")
    names, seconds, busy = conficker["names"], conficker["seconds"], conficker["processor_seconds"]
    print(f"Conficker C, a year: {names:,} names in {seconds:.1f} s: {names / seconds:,.0f} names/s", end=" ")
    print(f"(aim {NAMES_WANTED:,}); processor time {busy:.1f} s, {names / busy:,.0f} names/s a core")
    print(f"peak memory {conficker['peak_megabytes']:.0f} MB (aim below {MEGABYTES_ALLOWED})", end="; ")
    print(f"in the lake {size / names:.1f} bytes a name")

    necurs, size = _measured("necurs")
    names, distinct, models = necurs["names"], necurs["distinct"], necurs["models"]
    print(f"Necurs, 25 months: {names:,} names day by day, {distinct:,} distinct, of {models} samples' constants")
    print(f"published: over {PREDICTED:,}; that is {PREDICTED / names:.2f} of the names day by day", end=", and ")
    print(f"the distinct names of {PREDICTED / (distinct / models):.1f} constants")
    print(f"in {necurs['seconds']:.1f} s, peak memory {necurs['peak_megabytes']:.0f} MB", end="; ")
    print(f"in the lake {size / names:.1f} bytes a name and day")


def measure(which: str, folder: Path) -> dict[str, float]:
    """Forecast into `folder`, and say what it took."""
    from tidegate.forecast.run import run
    from tidegate.names.days import Span
    from tidegate.operation.model import Operation
    from tidegate.operation.playbook import load
    from tidegate.store.lake import Lake

    playbook, _ = load(which)
    first, days = {"conficker": (date(2009, 4, 1), 365), "necurs": (date(2020, 3, 1), playbook.horizon.days)}[which]
    if which == "conficker":
        playbook = replace(playbook, models=tuple(model for model in playbook.models if model.variant == "c"))
    begin, busy = time.perf_counter(), time.process_time()
    summary = run(Lake(folder), Operation(which, playbook, first), Span.of(first, days))
    return {
        "names": sum(summary.names.values()),
        "distinct": sum(summary.distinct.values()),
        "models": len(summary.names),
        "seconds": time.perf_counter() - begin,
        "processor_seconds": time.process_time() - busy,
        "peak_megabytes": _peak_megabytes(),
    }


def _measured(which: str) -> tuple[dict[str, float], int]:
    """What `measure` found in a process of its own, and the bytes in the lake."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([sys.executable, __file__, which, folder], check=True, stdout=subprocess.PIPE)
        return json.loads(done.stdout), sum(part.stat().st_size for part in Path(folder).rglob("*.parquet"))


def _peak_megabytes() -> float:
    """The most memory that this process ever held; not getrusage's, which begins with the parent's."""
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
    else:
        main()
