"""Records as columns: the same sightings, however many at a time."""

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest

from tidegate.sinkhole import columns
from tidegate.sinkhole.frame import Frame, encode, scan
from tidegate.sinkhole.record import pack, pack_content, pack_ends, pack_verdict, unpack
from tidegate.sinkhole.sighting import Protocol, Verdict
from tidegate.store.tables import TABLES

EPOCH = datetime(1970, 1, 1)


def made(number):
    verdict = (
        Verdict("dns-query", "conficker", "c", date(2009, 4, number % 30 + 1)) if number % 3 else Verdict(peers=number)
    )
    return pack(
        int(datetime(2009, 4, 1, tzinfo=UTC).timestamp()) * 10**9 + number * 1_000_000,
        pack_ends(number % 3 + 1, b"192.0.2.%d" % (number % 250), number, b"198.51.100.1", 53),
        pack_content(b"host-%d.example" % number, b"A" * (number % 5), b"", pack_verdict(verdict)),
    )


def segment_of(batches):
    return b"".join(encode([made(number) for number in batch]) for batch in batches)


def row(sighting):
    verdict = sighting.verdict
    return {
        "seen_at": EPOCH + timedelta(microseconds=sighting.seen_at // 1000),
        "sensor": sighting.sensor,
        "protocol": sighting.protocol.word,
        "source": sighting.source,
        "source_port": sighting.source_port,
        "destination": sighting.destination,
        "destination_port": sighting.destination_port,
        "host": sighting.host,
        "request": sighting.request,
        "agent": sighting.agent,
        "form": verdict.form,
        "family": verdict.family,
        "variant": verdict.variant,
        "rendezvous_day": verdict.rendezvous_day,
        "peers": verdict.peers,
    }


@pytest.mark.parametrize("at_once", [1, 7, 50_000])
def test_the_columns_hold_what_the_records_say(monkeypatch, at_once):
    monkeypatch.setattr(columns, "_AT_ONCE", at_once)
    segment = segment_of([range(3), [3], range(4, 20)])
    frames = [part for part in scan(segment) if isinstance(part, Frame)]
    table = pa.concat_tables(columns.rows(segment, frames, "one"))
    assert table.schema == TABLES["sightings"]
    table.validate(full=True)
    expected = []
    for frame in frames:
        at = frame.start
        for _ in range(frame.count):
            sighting, at = unpack(segment, at, "one")
            expected.append(row(sighting))
    assert table.to_pylist() == expected


def test_the_lake_knows_every_protocol():
    assert [Protocol(number).word for number in (1, 2, 3)] == ["http", "dns-udp", "dns-tcp"]


def test_no_frames_no_rows():
    assert list(columns.rows(b"", [], "one")) == []
