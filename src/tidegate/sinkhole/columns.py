"""A segment's records as rows of the lake's `sightings`, without a Python object for each."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidegate.sinkhole import record
from tidegate.sinkhole.frame import Frame
from tidegate.sinkhole.record import unpack_verdict
from tidegate.sinkhole.sighting import Protocol, Verdict
from tidegate.store.tables import TABLES

_SCHEMA = TABLES["sightings"]
_SEEN_AT = np.dtype("<i8")
_ENDS = np.dtype(
    [
        ("protocol", "u1"), ("source_port", "<u2"), ("destination_port", "<u2"),
        ("source", "u1"), ("destination", "u1"),
    ]
)  # fmt: skip
_CONTENT = np.dtype(
    [("length", "<u4"), ("host", "u1"), ("request", "<u2"), ("agent", "<u2"), ("verdict", "u1")]
)  # fmt: skip
_AT_ONCE = 50_000
"""Records whose bytes are spread out at a time; this bounds the memory that it takes."""
_SAID = ("host", "request", "agent", "verdict")
_PROTOCOLS = pa.array([""] + [protocol.word for protocol in Protocol])

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int64]


def rows(segment: bytes, frames: Sequence[Frame], sensor: str) -> Iterator[pa.Table]:
    """The records in `frames` of `segment`, some at a time, in the schema of `sightings`."""
    raw = np.frombuffer(segment, np.uint8)
    places = _places(segment, frames)
    while some := list(islice(places, _AT_ONCE)):
        ends, contents = np.array(some, np.int64).T
        yield _table(raw, ends, contents, sensor)


def of_verdicts(verdicts: Sequence[Verdict]) -> dict[str, pa.Array]:
    """The columns that say what check-ins were taken for."""
    return {
        name: pa.array([getattr(verdict, name) for verdict in verdicts], _SCHEMA.field(name).type)
        for name in ("form", "family", "variant", "rendezvous_day", "peers")
    }


def _places(segment: bytes, frames: Sequence[Frame]) -> Iterator[tuple[int, int]]:
    """Where each record's ends and content begin."""
    for frame in frames:
        at = frame.start
        for _ in range(frame.count):
            ends, content, at = record.parts(segment, at)
            yield ends, content


def _table(raw: Bytes, ends: Numbers, contents: Numbers, sensor: str) -> pa.Table:
    seen_at = _numbers(raw, ends - _SEEN_AT.itemsize, _SEEN_AT)
    parties = _numbers(raw, ends, _ENDS)
    columns = {
        "seen_at": pa.array(seen_at // 1000, _SCHEMA.field("seen_at").type),
        "sensor": pa.repeat(pa.scalar(sensor), len(ends)),
        "protocol": _PROTOCOLS.take(pa.array(parties["protocol"])),
        "source_port": pa.array(parties["source_port"].astype(np.int32)),
        "destination_port": pa.array(parties["destination_port"].astype(np.int32)),
        **_texts(raw, ends + _ENDS.itemsize, parties, ("source", "destination")),
        **_texts(raw, contents + _CONTENT.itemsize, _numbers(raw, contents, _CONTENT), _SAID),
    }
    verdicts = columns.pop("verdict").cast(pa.binary()).dictionary_encode()
    decided = of_verdicts([unpack_verdict(packed) for packed in verdicts.dictionary.to_pylist()])
    columns |= {name: values.take(verdicts.indices) for name, values in decided.items()}
    return pa.table(columns).select(_SCHEMA.names).cast(_SCHEMA)


def _numbers(raw: Bytes, places: Numbers, kind: np.dtype[Any]) -> NDArray[Any]:
    """The numbers of a `kind` that stand at these places."""
    spread: Bytes = raw[places[:, None] + np.arange(kind.itemsize)]
    return spread.view(kind)[:, 0]


def _texts(raw: Bytes, at: Numbers, lengths: NDArray[Any], names: Iterable[str]) -> dict[str, pa.StringArray]:
    """Texts by name: of each record those called `names`, one behind the other from `at` on, with these lengths."""
    found = {}
    for name in names:
        found[name] = _gather(raw, at, lengths[name].astype(np.int64))
        at = at + lengths[name]
    return found


def _gather(raw: Bytes, starts: Numbers, lengths: Numbers) -> pa.StringArray:
    """Texts that stand scattered in `raw`, one behind the other."""
    ends = np.cumsum(lengths)
    places = np.arange(ends[-1], dtype=np.int32)
    places += np.repeat((starts - ends + lengths).astype(np.int32), lengths)
    offsets = np.concatenate([[0], ends]).astype(np.int32)
    return pa.StringArray.from_buffers(len(lengths), pa.py_buffer(offsets), pa.py_buffer(raw.take(places)))
