"""Every bench in turn: `make bench`, or `python -m bench NAME ...` for some of them.

Each module beside this one has `main()`, which prints ratios measured side by side in one run.
"""

import importlib
import pkgutil
import sys
from pathlib import Path


def names() -> list[str]:
    """The benches there are: modules of this folder with a `main`, by name."""
    found = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])]
    return [name for name in found if not name.startswith("_")]


def run(wanted: list[str]) -> None:
    """Run the benches called `wanted`, all of them when none is; exit 2 for a name that does not exist."""
    unknown = set(wanted) - set(names())
    if unknown:
        sys.exit(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(names())}")
    for name in wanted or names():
        print(f"\n== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main()


if __name__ == "__main__":
    run(sys.argv[1:])
