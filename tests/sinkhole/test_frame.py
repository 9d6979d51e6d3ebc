"""Frames: whole or not there, and nothing passed over unsaid."""

import mmap

from hypothesis import given
from hypothesis import strategies as st

from tidegate.sinkhole import frame
from tidegate.sinkhole.frame import MAGIC, Damage, Frame, encode, scan

BATCHES = st.lists(st.lists(st.binary(max_size=40), min_size=1, max_size=4), max_size=6)


def payloads(segment):
    return [segment[part.start : part.end] for part in scan(segment) if isinstance(part, Frame)]


def test_a_segment_is_its_frames_one_behind_the_other():
    segment = encode([b"one", b"two"]) + encode([b"three"])
    assert payloads(segment) == [b"onetwo", b"three"]
    assert [part.count for part in scan(segment)] == [2, 1]


def test_an_empty_segment_has_no_frames_and_no_flaw():
    assert list(scan(b"")) == []


def test_a_growing_file_can_be_scanned_where_it_lies(tmp_path):
    file = tmp_path / "segment"
    file.write_bytes(encode([b"one"]) * 3)
    with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as segment:
        assert len(list(scan(segment))) == 3


def test_a_scan_may_begin_behind_what_was_read_before():
    first = encode([b"one"])
    segment = first + encode([b"two"])
    assert [segment[part.start : part.end] for part in scan(segment, len(first))] == [b"two"]


@given(BATCHES, st.data())
def test_any_truncation_yields_exactly_a_prefix_of_whole_frames(batches, data):
    frames = [encode(batch) for batch in batches]
    segment = b"".join(frames)
    cut = data.draw(st.integers(0, len(segment)))
    ends = [sum(map(len, frames[: upto + 1])) for upto in range(len(frames))]
    whole = sum(end <= cut for end in ends)
    assert payloads(segment[:cut]) == [b"".join(batch) for batch in batches[:whole]]
    rest = [part for part in scan(segment[:cut]) if isinstance(part, Damage)]
    assert all(part.torn for part in rest)
    assert bool(rest) == (cut not in [0, *ends])


@given(BATCHES.filter(bool), st.data())
def test_any_flipped_bit_is_found_and_costs_one_frame_only(batches, data):
    frames = [encode(batch) for batch in batches]
    segment = bytearray(b"".join(frames))
    bit = data.draw(st.integers(0, len(segment) * 8 - 1))
    segment[bit // 8] ^= 1 << bit % 8
    hit = next(at for at in range(len(frames)) if sum(map(len, frames[: at + 1])) > bit // 8)
    expected = [b"".join(batch) for at, batch in enumerate(batches) if at != hit]
    assert payloads(bytes(segment)) == expected
    [damage] = [part for part in scan(bytes(segment)) if isinstance(part, Damage)]
    assert damage.start == sum(map(len, frames[:hit]))
    assert damage.end == damage.start + len(frames[hit])


@given(st.binary(max_size=200))
def test_every_byte_is_accounted_for(noise):
    segment = encode([b"one"]) + noise + encode([b"two"])
    at = 0
    for part in scan(segment):
        start = part.start - (frame.HEADER.size if isinstance(part, Frame) else 0)
        assert start == at
        at = part.end
    assert at == len(segment)


def test_a_frame_that_claims_to_be_longer_than_any_is_damaged_not_torn():
    header = frame.HEADER.pack(MAGIC, frame.MAX_PAYLOAD + 1, 1, 0)
    [part] = scan(header)
    assert part == Damage(0, len(header), torn=False)


def test_a_text_cannot_pass_for_a_frame():
    assert not MAGIC.isascii()


def test_damage_says_where_it_is():
    assert str(Damage(10, 20, torn=False)) == "bytes 10 to 20: damaged"
