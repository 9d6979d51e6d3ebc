"""The story of April 2009 at its full size, with real servers: a week of Conficker C, 350,000 names, 109 registries.

It is the test `tests/scenarios/april_2009`, which runs two days of it; here it prints seconds and memory of each step.
`STORY_DAYS=N python -m bench story` takes another number of days.
"""

import os
import sys
from pathlib import Path

import pytest

STORY = Path(__file__).parents[1] / "tests" / "scenarios" / "april_2009"


def main() -> None:
    os.environ.setdefault("STORY_DAYS", "7")
    failed = pytest.main([str(STORY), "-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist"])
    if failed:
        sys.exit(int(failed))


if __name__ == "__main__":
    main()
