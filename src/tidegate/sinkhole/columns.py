"""A segment's records as rows of the lake's `sightings`, without a Python object for each."""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidegate.sinkhole import record
from tidegate.sinkhole.frame import Frame
from tidegate.sinkhole.record import LENGTH, TEXTS, unpack_verdict
from tidegate.sinkhole.sighting import Protocol, Verdict
from tidegate.store.tables import TABLES

_SCHEMA = TABLES["sightings"]
_HEADER = np.dtype(
    [
        ("length", "<u4"), ("seen_at", "<i8"), ("protocol", "u1"), ("source_port", "<u2"), ("destination_port", "<u2"),
        ("source", "u1"), ("destination", "u1"), ("host", "u1"), ("request", "<u2"), ("agent", "<u2"),
        ("verdict", "u1"),
    ]
)  # fmt: skip
_AT_ONCE = 50_000
"""Records whose bytes are spread out at a time; this bounds the memory that it takes."""
_PROTOCOLS = pa.array([""] + [protocol.word for protocol in Protocol])

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int64]


def rows(segment: bytes, frames: Sequence[Frame], sensor: str) -> Iterator[pa.Table]:
    """The records in `frames` of `segment`, some at a time, in the schema of `sightings`."""
    raw = np.frombuffer(segment, np.uint8)
    starts = _starts(segment, frames)
    while len(some := np.fromiter(islice(starts, _AT_ONCE), np.int64)):
        yield _table(raw, some, sensor)


def of_verdicts(verdicts: Sequence[Verdict]) -> dict[str, pa.Array]:
    """The columns that say what check-ins were taken for."""
    return {
        name: pa.array([getattr(verdict, name) for verdict in verdicts], _SCHEMA.field(name).type)
        for name in ("form", "family", "variant", "rendezvous_day", "peers")
    }


def _starts(segment: bytes, frames: Sequence[Frame]) -> Iterator[int]:
    for frame in frames:
        at = frame.start
        for _ in range(frame.count):
            yield at
            at += LENGTH.unpack_from(segment, at)[0]


def _table(raw: Bytes, starts: Numbers, sensor: str) -> pa.Table:
    heads = raw[starts[:, None] + np.arange(_HEADER.itemsize)].view(_HEADER)[:, 0]
    columns = {
        "seen_at": pa.array(heads["seen_at"] // 1000, _SCHEMA.field("seen_at").type),
        "sensor": pa.repeat(pa.scalar(sensor), len(starts)),
        "protocol": _PROTOCOLS.take(pa.array(heads["protocol"])),
        "source_port": pa.array(heads["source_port"].astype(np.int32)),
        "destination_port": pa.array(heads["destination_port"].astype(np.int32)),
    }
    at = starts + record.HEADER.size
    for name in TEXTS:
        lengths = heads[name].astype(np.int64)
        columns[name] = _texts(raw, at, lengths)
        at += lengths
    verdicts = columns.pop("verdict").cast(pa.binary()).dictionary_encode()
    decided = of_verdicts([unpack_verdict(packed) for packed in verdicts.dictionary.to_pylist()])
    columns |= {name: values.take(verdicts.indices) for name, values in decided.items()}
    return pa.table(columns).select(_SCHEMA.names).cast(_SCHEMA)


def _texts(raw: Bytes, starts: Numbers, lengths: Numbers) -> pa.StringArray:
    """Texts that stand scattered in `raw`, one behind the other."""
    ends = np.cumsum(lengths)
    places = np.arange(ends[-1], dtype=np.int32)
    places += np.repeat((starts - ends + lengths).astype(np.int32), lengths)
    offsets = np.concatenate([[0], ends]).astype(np.int32)
    return pa.StringArray.from_buffers(len(lengths), pa.py_buffer(offsets), pa.py_buffer(raw.take(places)))
