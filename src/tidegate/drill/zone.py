"""What the world's DNS says of every name, and from when on: sorted arrays that a name server maps and searches."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tidegate.drill.clock import nanoseconds

Names = NDArray[np.bytes_]

_ARRAYS = ("names", "numbers", "since")
NOERROR, NXDOMAIN, NOTIMP = 0, 3, 4


@dataclass(frozen=True)
class Answer:
    """What a resolver hears about a name: the response code, its addresses, and who serves it.

    `reserved` is what only the registry knows, and no resolver hears: that nobody can register the name.
    """

    rcode: int = NOERROR
    addresses: tuple[str, ...] = ()
    nameservers: tuple[str, ...] = ()
    reserved: bool = False


UNREGISTERED = Answer(NXDOMAIN)
RESERVED = Answer(NXDOMAIN, reserved=True)


@dataclass(frozen=True)
class Entry:
    """From `since` on, `names` get `answer`. Where a name has several entries, the one of the highest `rank` counts,
    and of equal ones the earliest."""

    names: Names
    answer: Answer
    since: datetime
    rank: int = 0


@dataclass(frozen=True)
class Zone:
    """Sorted `names`, and beside each the number of its answer in `answers` and the moment it is given from."""

    names: Names
    numbers: NDArray[np.uint8]
    since: NDArray[np.int64]
    answers: tuple[Answer, ...] = field(default=(UNREGISTERED,))

    def number(self, name: bytes, now: int) -> int:
        """Which of `answers` a resolver hears about `name` at `now` (nanoseconds, UTC)."""
        place = int(self.names.searchsorted(name))
        if place == len(self.names) or self.names[place] != name or self.since[place] > now:
            return 0
        return int(self.numbers[place])

    def save(self, folder: Path) -> None:
        """Write the zone into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        for part in _ARRAYS:
            np.save(folder / f"{part}.npy", getattr(self, part))
        (folder / "answers.json").write_text(json.dumps([vars(answer) for answer in self.answers]))

    @classmethod
    def open(cls, folder: Path) -> "Zone":
        """The zone that was saved in `folder`, its arrays mapped, not read."""
        names, numbers, since = (np.load(folder / f"{part}.npy", mmap_mode="r") for part in _ARRAYS)
        rows = json.loads((folder / "answers.json").read_text())
        return cls(names, numbers, since, tuple(_answer(**row) for row in rows))


def _answer(rcode: int, addresses: list[str], nameservers: list[str], reserved: bool) -> Answer:
    return Answer(rcode, tuple(addresses), tuple(nameservers), reserved)


def build(entries: Iterable[Entry]) -> Zone:
    """One zone of all `entries`."""
    kept = [entry for entry in entries if len(entry.names)]
    answers = tuple(dict.fromkeys([UNREGISTERED, *(entry.answer for entry in kept)]))
    if not kept:
        return Zone(np.empty(0, "S1"), np.empty(0, np.uint8), np.empty(0, np.int64), answers)
    names = np.concatenate([entry.names for entry in kept])
    sizes = [len(entry.names) for entry in kept]
    numbers = np.repeat(np.array([answers.index(entry.answer) for entry in kept], np.uint8), sizes)
    since = np.repeat(np.array([nanoseconds(entry.since) for entry in kept], np.int64), sizes)
    ranks = np.repeat([-entry.rank for entry in kept], sizes)
    order = np.lexsort((since, ranks, names))
    names, numbers, since = names[order], numbers[order], since[order]
    first = np.ones(len(names), bool)
    first[1:] = names[1:] != names[:-1]
    return Zone(names[first], numbers[first], since[first], answers)
