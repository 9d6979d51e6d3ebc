"""Names as they stand in logs, made canonical: lower case, no dot at the end, A-labels; in bulk, compiled."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidegate.identify.readers.tally import Tally
from tidegate.names.domain import MAX_LENGTH, BadDomainError, normalise

_GOOD, _EMPTY, _LONG, _LABEL, _BYTES, _FOREIGN = range(6)
_REASONS = {
    _EMPTY: "there is no name",
    _LONG: "the name is too long",
    _LABEL: "a label is empty or too long",
    _BYTES: "the name holds bytes that no name has",
}
_NOT_IDNA = "the name is neither ASCII nor an international one"


class Cleaned(NamedTuple):
    """Names in Arrow's layout, and for each row what became of it."""

    text: NDArray[np.uint8]
    ends: NDArray[np.int32]
    verdicts: NDArray[np.uint8]


def clean(raw: pa.BinaryArray, tally: Tally) -> pa.StringArray:
    """The canonical form of each name, in order; what cannot be one is counted and left out.

    A name is taken as it was seen, so any printable ASCII will do; labels have 1 to 63 bytes, names up to 253.
    """
    if not len(raw):
        return pa.array([], pa.string())
    text, ends, verdicts = _clean(raw)
    for verdict, reason in _REASONS.items():
        tally.skip(reason, int(np.count_nonzero(verdicts == verdict)))
    good = int(np.count_nonzero(verdicts == _GOOD))
    offsets = pa.py_buffer(ends[: good + 1])
    names = pa.StringArray.from_buffers(good, offsets, pa.py_buffer(text[: ends[good]]))
    foreign = _international(raw.take(np.flatnonzero(verdicts == _FOREIGN)), tally)
    if len(foreign):
        names = pa.concat_arrays([names, foreign])
    tally.names += len(names)
    return names


def _international(raw: pa.BinaryArray, tally: Tally) -> pa.StringArray:
    names = []
    for given in raw.to_pylist():
        try:
            names.append(normalise(given.decode("utf-8")))
        except (UnicodeDecodeError, BadDomainError):
            tally.skip(_NOT_IDNA)
    return pa.array(names, pa.string())


def _clean(raw: pa.BinaryArray) -> Cleaned:
    from tidegate.identify.readers import cleaning_kernel  # late: its compiler takes half a second

    _, offsets, data = raw.buffers()
    bounds = np.frombuffer(offsets, np.int32)[raw.offset : raw.offset + len(raw) + 1]
    given = np.frombuffer(data, np.uint8) if data else np.empty(0, np.uint8)
    made = Cleaned(
        np.empty(int(bounds[-1] - bounds[0]) + 1, np.uint8),
        np.zeros(len(raw) + 1, np.int32),
        np.empty(len(raw), np.uint8),
    )
    cleaning_kernel.clean(given, bounds, made.text, made.ends, made.verdicts, MAX_LENGTH)
    return made
