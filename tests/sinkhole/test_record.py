"""Records: what goes in comes out."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tidegate.sinkhole import record
from tidegate.sinkhole.record import (
    ascii_text,
    pack,
    pack_content,
    pack_ends,
    pack_verdict,
    unpack,
    unpack_verdict,
)
from tidegate.sinkhole.sighting import Protocol, Sighting, Verdict

WORD = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=40)
VERDICTS = st.builds(
    Verdict,
    form=WORD,
    family=st.none() | WORD.filter(bool),
    variant=st.none() | WORD.filter(bool),
    rendezvous_day=st.none() | st.dates(date(1970, 1, 1)),
    peers=st.none() | st.integers(0, 2**31 - 1),
)
PORT = st.integers(0, 65_535)
SIGHTINGS = st.builds(
    Sighting,
    seen_at=st.integers(-(2**63), 2**63 - 1),
    sensor=st.just("one"),
    protocol=st.sampled_from(Protocol),
    source=WORD,
    source_port=PORT,
    destination=WORD,
    destination_port=PORT,
    host=WORD,
    request=WORD,
    agent=WORD,
    verdict=VERDICTS,
)


def packed(sighting):
    source, destination, *said = (
        getattr(sighting, name).encode() for name in ("source", "destination", "host", "request", "agent")
    )
    ends = pack_ends(sighting.protocol, source, sighting.source_port, destination, sighting.destination_port)
    return pack(sighting.seen_at, ends, pack_content(*said, pack_verdict(sighting.verdict)))


@given(st.lists(SIGHTINGS, max_size=3))
def test_sightings_come_back_as_they_were_one_behind_the_other(sightings):
    payload = b"".join(map(packed, sightings))
    at, found = 0, []
    while at < len(payload):
        sighting, at = unpack(payload, at, "one")
        found.append(sighting)
    assert found == sightings


@given(VERDICTS)
def test_verdicts_come_back_as_they_were(verdict):
    assert unpack_verdict(pack_verdict(verdict)) == verdict


def test_the_numbers_of_protocols_stand_in_journals_and_never_change():
    assert {protocol.word: protocol.value for protocol in Protocol} == {"http": 1, "dns-udp": 2, "dns-tcp": 3}


@given(st.binary(max_size=300), st.integers(1, 300))
def test_any_bytes_become_printable_ascii_within_the_limit(raw, limit):
    text = ascii_text(raw, limit)
    assert len(text) <= limit
    assert text.isascii()
    assert text.decode().isprintable()


def test_printable_text_stays_as_it_is_and_all_else_is_escaped():
    assert ascii_text(b"GET /search?q=0", 99) == b"GET /search?q=0"
    assert ascii_text(b"a\x00\xe9", 99) == b"a\\x00\\xe9"


def test_the_longest_texts_fit():
    name, line = b"n" * record.MAX_NAME, b"l" * record.MAX_LINE
    ends = pack_ends(1, name, 65_535, name, 65_535)
    whole = pack(0, ends, pack_content(name, line, line, pack_verdict(Verdict())))
    sighting, end = unpack(whole, 0, "one")
    assert (sighting.host, sighting.agent, end) == (name.decode(), line.decode(), len(whole))
