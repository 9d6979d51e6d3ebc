"""A segment: arranged entries, and the directory of their buckets, in two files of little-endian 64-bit numbers.

Files without a header, since NumPy's own has to be parsed, which CPython 3.11 cannot do in two threads at once.
"""

import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tidegate.errors import TidegateError
from tidegate.identify.index.arrange import BUCKETS, Entries, Starts, count_finely, merged
from tidegate.store.files import to_disk

_ENTRIES, _STARTS = "entries", "starts"
_NUMBERS = "<u8"
_NAMES_AT_ONCE = 1 << 22
_ENTRIES_OF_A_PART = 16
"""The least that a part of the directory has on average, where it is finer than the buckets."""
_MOST_FINER = 8


@dataclass(frozen=True)
class Segment:
    """One arrangement, on disk; whoever holds it open may go on reading when its files are gone.

    The larger it is, the finer is its directory of `starts`.
    """

    name: str
    entries: Entries
    starts: Starts

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def buckets(self) -> Starts:
        """Where each bucket begins: the directory as if it were no finer."""
        return self.starts[:: (len(self.starts) - 1) // BUCKETS]


def load(folder: Path, name: str) -> Segment:
    """The segment called `name` of the index in `folder`; FileNotFoundError where it was merged away."""
    path = folder / name
    entries, starts = _mapped(path / _ENTRIES), np.fromfile(path / _STARTS, _NUMBERS)
    if len(starts) <= BUCKETS or (len(starts) - 1) % BUCKETS or int(starts[-1]) != len(entries):
        raise TidegateError(f"{path}: is damaged: its directory is not that of {len(entries)} entries")
    return Segment(name, entries, starts)


def _mapped(file: Path) -> Entries:
    """The numbers of a file, read as they are asked for."""
    if not file.stat().st_size:
        return np.zeros(0, np.uint64)
    return np.memmap(file, _NUMBERS, "r", shape=(file.stat().st_size // 8,))


def store(folder: Path, entries: Entries, starts: Starts) -> Segment:
    """Write an arrangement as a new segment, brought to the disk."""
    path, finer = _new(folder), _finer(len(entries))
    entries.astype(_NUMBERS, copy=False).tofile(path / _ENTRIES)
    counts = np.zeros(BUCKETS << finer, np.uint64)
    count_finely(entries, starts, finer, counts)
    return _finished(folder, path, counts)


def merge(folder: Path, segments: Sequence[Segment]) -> Segment:
    """Several segments as one new one; the old ones stay."""
    parts = [(segment.entries, segment.buckets) for segment in segments]
    starts: Starts = sum((buckets for _, buckets in parts), np.zeros(BUCKETS + 1, np.uint64))
    count = int(starts[-1])
    path, finer = _new(folder), _finer(count)
    counts = np.zeros(BUCKETS << finer, np.uint64)
    step = max(1, BUCKETS * _NAMES_AT_ONCE // max(1, count))
    with (path / _ENTRIES).open("wb") as target:
        for first in range(0, BUCKETS, step):
            last = min(first + step, BUCKETS)
            entries = merged(parts, first, last)
            count_finely(entries, starts[first : last + 1], finer, counts[first << finer : last << finer])
            entries.astype(_NUMBERS, copy=False).tofile(target)
    return _finished(folder, path, counts)


def _finer(entries: int) -> int:
    """By how many bits the directory of a segment of so many entries is finer than the buckets."""
    return min(_MOST_FINER, (entries // (BUCKETS * _ENTRIES_OF_A_PART) or 1).bit_length() - 1)


def _new(folder: Path) -> Path:
    path = folder / f"segment-{uuid.uuid4().hex}"
    path.mkdir()
    return path


def _finished(folder: Path, path: Path, counts: Starts) -> Segment:
    starts = np.concatenate([np.zeros(1, np.uint64), np.cumsum(counts, dtype=np.uint64)])
    starts.astype(_NUMBERS, copy=False).tofile(path / _STARTS)
    for name in (_ENTRIES, _STARTS):
        with (path / name).open("rb") as stream:
            os.fsync(stream.fileno())
    to_disk(path)
    return load(folder, path.name)
