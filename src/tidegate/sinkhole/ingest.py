"""From journals to sightings: each segment becomes one part of the lake for each UTC day that it holds.

A part is named after its segment and replaced as a whole, so nothing is ever counted twice, whenever and however often
this runs, is killed, or runs beside the sensor.
"""

import fcntl
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from tidegate.sinkhole import columns, counters, frame, segment
from tidegate.sinkhole.frame import Damage, Frame
from tidegate.sinkhole.ledger import Entry, Ledger
from tidegate.sinkhole.recognise import Lookup, in_forecast, recognise
from tidegate.sinkhole.segment import Segment
from tidegate.store import Home
from tidegate.store.lake import Lake

TABLE = "sightings"


@dataclass(frozen=True)
class Summary:
    """What a journal holds after `ingest`, and how much of it was read just now.

    `unfinished` bytes at segments' ends were never acknowledged; `damage` names file and bytes that were written once
    and cannot be read any more. `drops` are the sensors' own, by class.
    """

    segments: int
    read: int
    sightings: int
    new: int
    unfinished: int
    damage: tuple[str, ...]
    drops: Mapping[str, int]


def ingest(home: Home, operation: str, *, exempt: Collection[str] = (), anew: bool = False) -> Summary:
    """Bring the journal of `operation` into the lake: what has grown since the last time, or all of it `anew`.

    `exempt` names are recognised as nobody's. Waits while another process ingests the same journal.
    """
    folder = home.folder("journal", operation)
    if not folder.exists():
        return Summary(0, 0, 0, 0, 0, (), {})
    lookup = partial(in_forecast, home.lake, operation, exempt=exempt)
    with _alone(folder):
        ledger = Ledger.load(folder)
        known = segment.segments(folder)
        before = _sightings(ledger)
        grown = [each for each in known if anew or _has_grown(home.lake, operation, each, ledger)]
        for each in grown:
            data = segment.read(each)
            ledger.enter(each.part, _bring_in(home.lake, operation, each, data, lookup))
    return _summary(folder, ledger, len(known), len(grown), before)


def _has_grown(lake: Lake, operation: str, each: Segment, ledger: Ledger) -> bool:
    entry = ledger.entries.get(each.part)
    if entry is None or entry.bytes != segment.size(each):
        return True
    return not all(lake.has(TABLE, operation, day, each.part) for day in entry.days)


def _bring_in(lake: Lake, operation: str, each: Segment, data: bytes, lookup: Lookup) -> Entry:
    found = list(frame.scan(data))
    frames = [part for part in found if isinstance(part, Frame)]
    gaps = [part for part in found if isinstance(part, Damage)]
    counts: dict[str, int] = {}
    if frames:
        rows = recognise(pa.concat_tables(columns.rows(data, frames, each.sensor)), lookup)
        for day, rows_of_day in _by_day(rows):
            lake.write(TABLE, operation, day, each.part, rows_of_day)
            counts[str(day)] = len(rows_of_day)
    return Entry(
        len(data),
        counts,
        sum(gap.end - gap.start for gap in gaps if gap.torn),
        tuple(f"{each.path.name}, {gap}" for gap in gaps if not gap.torn),
    )


def _by_day(rows: pa.Table) -> Iterator[tuple[date, pa.Table]]:
    days = rows["seen_at"].cast(pa.date32())
    for day in sorted(pc.unique(days).to_pylist()):
        yield day, rows.filter(pc.equal(days, pa.scalar(day)))


def _sightings(ledger: Ledger) -> int:
    return sum(sum(entry.sightings.values()) for entry in ledger.entries.values())


def _summary(folder: Path, ledger: Ledger, segments: int, read: int, before: int) -> Summary:
    entries = ledger.entries.values()
    dropped: Counter[str] = Counter()
    for counts in counters.read(folder):
        dropped.update(counts["drops"])
    return Summary(
        segments,
        read,
        _sightings(ledger),
        _sightings(ledger) - before,
        sum(entry.unfinished for entry in entries),
        tuple(damage for entry in entries for damage in entry.damage),
        dict(sorted(dropped.items())),
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "ingest.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
