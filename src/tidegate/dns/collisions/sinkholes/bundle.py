"""The list of known sinkholes that comes with Tidegate; the head of the file says what it was made from."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NETWORK, HOST, MARK = "network", "host", "mark"


@dataclass(frozen=True)
class Entry:
    """One known sinkhole: by `network` (CIDR), by `host` (a name server, or what name servers lie under), or by `mark`
    (what the registration says of its holder, in lower case). Where it is not `sure`, it is a hint."""

    kind: str
    value: str
    operator: str
    sure: bool


@cache
def entries() -> tuple[Entry, ...]:
    """Every entry of the list."""
    packed = files("tidegate.dns.collisions.sinkholes").joinpath("known.csv.gz").read_bytes()
    lines = [line for line in gzip.decompress(packed).decode().splitlines() if not line.startswith("#")]
    return tuple(_entries(lines))


def _entries(lines: list[str]) -> Iterator[Entry]:
    for row in csv.DictReader(lines):
        yield Entry(row["kind"], row["value"], row["operator"], row["sure"] == "1")
