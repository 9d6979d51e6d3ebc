"""Journals become sightings: all of them, once each, whatever happens."""

import contextlib
import json
from datetime import UTC, date, datetime

import pytest

from tidegate.errors import TidegateError
from tidegate.sinkhole import segment
from tidegate.sinkhole.ingest import ingest
from tidegate.sinkhole.record import pack, pack_content, pack_ends, pack_verdict
from tidegate.sinkhole.sighting import Verdict
from tidegate.sinkhole.writer import Writer

KNOWN = Verdict("conficker-search", "conficker", "b", date(2009, 4, 1), 5)


def check_in(
    number=0, at="2009-04-01T12:00", host="192.0.2.2", line="GET /search?q=5 HTTP/1.0", verdict=KNOWN, protocol=1
):
    seen = int(datetime.fromisoformat(at).replace(tzinfo=UTC).timestamp()) * 10**9 + number * 1000
    return pack(
        seen,
        pack_ends(protocol, b"198.51.100.1", 1024 + number, b"192.0.2.2", 80),
        pack_content(host.encode(), line.encode(), b"", pack_verdict(verdict)),
    )


@pytest.fixture
def writer(journal):
    """A sensor's writer."""
    opened = Writer(journal, "one")
    yield opened
    with contextlib.suppress(OSError):  # a test may have closed it
        opened.close()


def ports(rows):
    return sorted(row["source_port"] - 1024 for row in rows)


def test_without_a_journal_there_is_nothing_to_bring_in(home):
    summary = ingest(home, "small")
    assert (summary.segments, summary.sightings) == (0, 0)


def test_each_utc_day_gets_its_part(home, writer, sightings):
    writer.commit([check_in(0, "2009-03-31T23:59"), check_in(1, "2009-04-01T00:00")])
    ingest(home, "small")
    assert [(row["day"], row["source_port"]) for row in sightings()] == [
        (date(2009, 3, 31), 1024),
        (date(2009, 4, 1), 1025),
    ]


def test_again_and_again_changes_nothing(home, writer, sightings):
    writer.commit([check_in(number) for number in range(3)])
    first = ingest(home, "small")
    again = ingest(home, "small")
    assert (first.read, first.new, first.sightings) == (1, 3, 3)
    assert (again.read, again.new, again.sightings) == (0, 0, 3)
    assert ports(sightings()) == [0, 1, 2]


def test_a_segment_that_grows_is_brought_in_as_it_grows_and_never_twice(home, writer, sightings):
    for number in range(3):
        writer.commit([check_in(number)])
        summary = ingest(home, "small")
        assert (summary.new, summary.sightings) == (1, number + 1)
    writer.close()
    assert ingest(home, "small").read == 0
    assert ports(sightings()) == [0, 1, 2]


def test_a_frame_that_is_being_written_waits_until_it_is_whole(home, writer, sightings, only_segment):
    writer.commit([check_in(0)])
    writer.commit([check_in(1)])
    path = only_segment().path
    whole = segment.read(only_segment())
    path.write_bytes(whole[:-10])
    first = ingest(home, "small")
    assert (ports(sightings()), first.unfinished > 0, first.damage) == ([0], True, ())
    path.write_bytes(whole)
    second = ingest(home, "small")
    assert (ports(sightings()), second.unfinished) == ([0, 1], 0)


def test_a_flipped_bit_is_reported_with_file_and_place_and_costs_its_frame_only(home, writer, sightings, only_segment):
    for number in range(3):
        writer.commit([check_in(number)])
    path = only_segment().path
    data = bytearray(segment.read(only_segment()))
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    third = len(data) // 3
    summary = ingest(home, "small")
    assert ports(sightings()) == [0, 2]
    assert summary.damage == (f"{path.name}, bytes {third} to {2 * third}: damaged",)
    assert ingest(home, "small").damage == summary.damage  # and it is not forgotten


def test_a_part_that_went_missing_is_made_again(home, writer, sightings):
    writer.commit([check_in()])
    ingest(home, "small")
    home.lake.drop("sightings", "small", [date(2009, 4, 1)])
    assert ingest(home, "small").read == 1
    assert len(sightings()) == 1


def test_after_a_kill_between_part_and_ledger_nothing_counts_twice(home, writer, journal, sightings):
    writer.commit([check_in()])
    ingest(home, "small")
    (journal / "ingested.json").unlink()
    assert ingest(home, "small").sightings == 1
    assert len(sightings()) == 1


def test_sensors_and_their_segments_stay_apart(home, journal, sightings):
    for name in ("one", "two"):
        opened = Writer(journal, name, segment_bytes=1)
        opened.commit([check_in(1)])
        opened.commit([check_in(2)])
        opened.close()
    summary = ingest(home, "small")
    assert (summary.segments, summary.sightings) == (4, 4)
    assert sorted((row["sensor"], row["source_port"] - 1024) for row in sightings()) == [
        ("one", 1),
        ("one", 2),
        ("two", 1),
        ("two", 2),
    ]


def test_a_rendezvous_that_the_sensor_did_not_know_is_recognised(home, writer, sightings):
    writer.commit(
        [check_in(0, host="farahead.com", verdict=Verdict()), check_in(1, host="other.com", verdict=Verdict())]
    )
    ingest(home, "small")
    known, unknown = sorted(sightings(), key=lambda row: row["source_port"])
    assert (known["form"], known["family"], known["variant"], known["peers"]) == (
        "conficker-search",
        "conficker",
        "b",
        5,
    )
    assert known["rendezvous_day"] == date(2009, 4, 20)
    assert (unknown["form"], unknown["family"]) == ("unknown", None)


def test_a_form_that_the_sensor_did_not_know_is_recognised(home, writer, sightings):
    writer.commit([check_in(verdict=Verdict())])
    ingest(home, "small")
    assert sightings()[0]["form"] == "conficker-search"


def test_a_question_is_recognised_as_a_question(home, writer, sightings):
    writer.commit([check_in(host="farahead.com", line="A", verdict=Verdict(), protocol=2)])
    ingest(home, "small")
    assert (sightings()[0]["form"], sightings()[0]["variant"]) == ("dns-query", "b")


def test_an_exempt_name_is_nobodys(home, writer, sightings):
    writer.commit([check_in(host="farahead.com", verdict=Verdict())])
    ingest(home, "small", exempt={"farahead.com"})
    assert sightings()[0]["family"] is None


def test_anew_takes_a_second_look_at_what_is_in_the_lake_already(home, writer, sightings):
    writer.commit([check_in(host="farahead.com", verdict=Verdict())])
    ingest(home, "small", exempt={"farahead.com"})
    assert ingest(home, "small").read == 0
    summary = ingest(home, "small", anew=True)
    assert (summary.read, summary.new) == (1, 0)
    assert sightings()[0]["family"] == "conficker"


def test_what_the_sensor_was_sure_of_stays(home, writer, sightings):
    sure = Verdict("conficker-search", "conficker", "a", date(2009, 3, 31), 5)
    writer.commit([check_in(host="farahead.com", verdict=sure)])
    ingest(home, "small")
    assert (sightings()[0]["variant"], sightings()[0]["rendezvous_day"]) == ("a", date(2009, 3, 31))


def test_the_sensors_drops_are_told(home, writer, journal):
    counts = {"sensor": "one", "worker": 0, "recorded": 1, "drops": {"http slow": 2}}
    for worker in (0, 1):
        (journal / f"one.{worker}.counters.json").write_text(json.dumps({**counts, "worker": worker}))
    assert ingest(home, "small").drops == {"http slow": 4}


def test_a_broken_ledger_is_named(home, journal, writer):
    (journal / "ingested.json").write_text('{"a": 1}')
    with pytest.raises(TidegateError, match=r"ingested\.json.*remove the file"):
        ingest(home, "small")


def test_segments_are_read_in_any_state(home, writer, journal, sightings):
    writer.commit([check_in()])
    assert [each.sealed for each in segment.segments(journal)] == [False]
    ingest(home, "small")
    assert len(sightings()) == 1
