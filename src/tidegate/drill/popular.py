"""A popularity list of the time, made up: sites that nobody generates, and some that a bot will look up one day.

It stands for the list of a real provider, which the platform takes as a file; who runs a real operation brings one.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pyarrow as pa

_WORDS = (
    "auto",
    "bank",
    "book",
    "farm",
    "film",
    "food",
    "game",
    "home",
    "mail",
    "map",
    "news",
    "photo",
    "shop",
    "song",
)
_SUFFIXES = ("com", "net", "org", "de", "co.uk", "com.br", "cn", "ru", "nl", "fr")
SITES = 5_000
OWNED = 12
"""How many of the botnet's names, beside the known ones, had an owner before."""


def owned(names: pa.ChunkedArray, seed: int) -> list[str]:
    """Those of `names` (in order, each once) that had an owner before the botnet named them."""
    places = Random(f"{seed}/owned").sample(range(len(names)), OWNED)
    return sorted(names[place].as_py() for place in places)


def ranked(owned: Sequence[str], seed: int) -> list[str]:
    """A list of sites by rank, with those in `owned` among them."""
    draw = Random(f"{seed}/popular")
    made = {
        f"{draw.choice(_WORDS)}{draw.choice(_WORDS)}{draw.randrange(100)}.{draw.choice(_SUFFIXES)}"
        for _ in range(SITES)
    }
    sites = sorted(made | set(owned))
    draw.shuffle(sites)
    return sites


def write(path: Path, sites: Sequence[str]) -> None:
    """Write the list as `rank,domain`."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(enumerate(sites, start=1))
