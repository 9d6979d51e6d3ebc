"""An index, opened to look names up in."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tidegate.errors import TidegateError
from tidegate.identify.hashing import Hashes
from tidegate.identify.index import manifest, segment, sets
from tidegate.identify.index.manifest import Manifest
from tidegate.identify.index.probe import probe
from tidegate.identify.index.segment import Segment
from tidegate.identify.index.sets import Calendar

_TRIES = 20


@dataclass(frozen=True)
class Index:
    """An index as it was when it was opened; what is written to it afterwards is another one's."""

    manifest: Manifest
    segments: list[Segment]
    calendar: Calendar = field(repr=False)

    @property
    def entries(self) -> int:
        """How many names it holds; one that a model makes in successive periods may be held once."""
        return sum(map(len, self.segments))

    def candidates(self, hashes: Hashes) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """Pairs of a place among `hashes` and the number of a set that may hold the name. It holds it almost always;
        no set that begins to hold the name is left out."""
        found = [probe(hashes, segment.entries, segment.starts) for segment in self.segments]
        if len(found) == 1:
            return found[0]
        rows = np.concatenate([np.zeros(0, np.int64), *(rows for rows, _ in found)])
        return rows, np.concatenate([np.zeros(0, np.uint32), *(numbers for _, numbers in found)])


def load(folder: Path) -> Index:
    """Open the index in `folder`, also while it is being written; TidegateError where there is none."""
    for _ in range(_TRIES):
        found = manifest.read(folder)
        try:
            return Index(
                found,
                [segment.load(folder, name) for name in found.segments],
                Calendar(sets.read(folder / found.sets)),
            )
        except FileNotFoundError as error:  # its writer was quicker: there is a newer one
            missing = error.filename
    raise TidegateError(f"{folder}: is damaged: {missing} is missing")
