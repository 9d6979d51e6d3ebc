"""Passive DNS: since when a name, or a host under it, has led anywhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_address
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa

from tidegate.dns.collisions.cof import Observation, observations
from tidegate.dns.collisions.held import held
from tidegate.dns.collisions.hits import Hit, table
from tidegate.dns.collisions.kinds import SEEN
from tidegate.dns.collisions.packed import lines, opened
from tidegate.dns.collisions.sieve import Sieve
from tidegate.dns.collisions.sources.source import Clues, Look, Source
from tidegate.errors import TidegateError

_CHUNK = 50_000
_MOST_KEPT = 64
"""Of how many name servers and addresses of one name a note is kept."""


@dataclass
class _Past:
    """What was seen of one name."""

    first: date
    last: date
    count: int = 0
    nameservers: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)

    def add(self, name: str, seen: Observation) -> None:
        self.first, self.last = min(self.first, seen.first), max(self.last, seen.last)
        self.count += seen.count
        if seen.type == "NS" and seen.name == name:
            self.nameservers.update(seen.data[: _MOST_KEPT - len(self.nameservers)])
        elif seen.type in ("A", "AAAA"):
            kept = seen.data[: _MOST_KEPT - len(self.addresses)]
            self.addresses.update(filter(None, map(_address, kept)))


def _find(look: Look, given: Sequence[str]) -> Iterator[Clues]:
    for text in given:
        path, flaws = Path(text), list[str]()
        with opened(path) as file:
            pasts = _pasts(observations(lines(file, path.name), path.name, flaws), path.name, flaws, look.sieve)
        hits = chain.from_iterable(_hits(look, path.name, name, past) for name, past in pasts.items())
        yield Clues(table(hits), scope=path.name.partition(".")[0], flaws=flaws)


def _pasts(seen: Iterator[Observation], file: str, flaws: list[str], sieve: Sieve) -> dict[str, _Past]:
    """What was seen of each name that may be a rendezvous. TidegateError where no line can be read."""
    found: dict[str, _Past] = {}
    is_empty = True
    while chunk := list(islice(seen, _CHUNK)):
        is_empty = False
        names, rows = sieve.claims(pa.array([each.name for each in chunk], pa.string()))
        for name, row in zip(names.to_pylist(), rows.to_pylist(), strict=True):
            each = chunk[row]
            found.setdefault(name, _Past(each.first, each.last)).add(name, each)
    if is_empty:
        raise TidegateError(flaws[0] if flaws else f"{file}:1: the file is empty")
    return found


def _hits(look: Look, file: str, name: str, past: _Past) -> Iterator[Hit]:
    evidence = f"seen from {past.first} to {past.last}, {past.count:,} times, in {file}"
    yield from held(name, SEEN, evidence, look.sinkholes, past.nameservers, past.addresses, past.first)


def _address(text: str) -> str | None:
    try:
        return str(ip_address(text))
    except ValueError:
        return None


SOURCE = Source("passive-dns", "passive DNS in the common output format, one JSON object a line", "FILE", _find)
