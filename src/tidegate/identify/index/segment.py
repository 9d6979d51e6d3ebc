"""A segment: arranged entries in two files that are mapped into memory."""

import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tidegate.errors import TidegateError
from tidegate.identify.index.arrange import BUCKETS, Entries, Starts, merged
from tidegate.store.files import to_disk

_ENTRIES, _STARTS = "entries.npy", "starts.npy"
_NAMES_AT_ONCE = 1 << 22


@dataclass(frozen=True)
class Segment:
    """One arrangement, on disk; whoever holds it open may go on reading when its files are gone."""

    name: str
    entries: Entries
    starts: Starts

    def __len__(self) -> int:
        return len(self.entries)


def load(folder: Path, name: str) -> Segment:
    """The segment called `name` of the index in `folder`; FileNotFoundError where it was merged away."""
    path = folder / name
    try:
        entries = np.load(path / _ENTRIES, mmap_mode="r")
        starts = np.load(path / _STARTS)
    except ValueError as error:
        raise TidegateError(f"{path}: is damaged: {error}") from None
    if starts.shape != (BUCKETS + 1,) or int(starts[-1]) != len(entries):
        raise TidegateError(f"{path}: is damaged: it holds {len(entries)} entries, not {int(starts[-1])}")
    return Segment(name, entries, starts)


def store(folder: Path, entries: Entries, starts: Starts) -> Segment:
    """Write an arrangement as a new segment, brought to the disk."""
    path = _new(folder)
    np.save(path / _ENTRIES, entries)
    np.save(path / _STARTS, starts)
    return _finished(folder, path)


def merge(folder: Path, segments: Sequence[Segment]) -> Segment:
    """Several segments as one new one; the old ones stay."""
    path = _new(folder)
    starts: Starts = sum((segment.starts for segment in segments), np.zeros(BUCKETS + 1, np.uint64))
    np.save(path / _STARTS, starts)
    count = int(starts[-1])
    target = np.lib.format.open_memmap(path / _ENTRIES, mode="w+", dtype=np.uint64, shape=(count,))
    step = max(1, BUCKETS * _NAMES_AT_ONCE // max(1, count))
    parts = [(segment.entries, segment.starts) for segment in segments]
    for first in range(0, BUCKETS, step):
        last = min(first + step, BUCKETS)
        target[int(starts[first]) : int(starts[last])] = merged(parts, first, last)
    target.flush()
    return _finished(folder, path)


def _new(folder: Path) -> Path:
    path = folder / f"segment-{uuid.uuid4().hex}"
    path.mkdir()
    return path


def _finished(folder: Path, path: Path) -> Segment:
    for name in (_ENTRIES, _STARTS):
        with (path / name).open("rb") as stream:
            os.fsync(stream.fileno())
    to_disk(path)
    return load(folder, path.name)
