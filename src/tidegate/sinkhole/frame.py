"""A frame: the records of one commit, as they stand in a segment of the journal.

    magic 4 | length 4 | count 4 | crc 4 | payload

Little-endian. `length` is the payload's, in bytes; `count` its number of records; `crc` the CRC-32 of both numbers and
the payload. The magic begins with a byte above 127, which no text in a record holds, so nobody can plant a frame
inside a frame.
"""

import mmap
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MAGIC = b"\xf1TG2"
"""The last byte changes with the form of the records: what is written otherwise is damaged, not misread."""
HEADER = struct.Struct("<4sIII")
_SIZES = struct.Struct("<II")
MAX_PAYLOAD = 32 * 1024 * 1024
"""No commit is larger; a header that claims more is damaged."""

Buffer = bytes | mmap.mmap


@dataclass(frozen=True)
class Frame:
    """A whole frame: `count` records in the payload, which stands at [start, end) of the segment."""

    start: int
    end: int
    count: int


@dataclass(frozen=True)
class Damage:
    """The bytes [start, end) of a segment that are no frame.

    `torn`: they are the beginning of a frame at the end of the segment. Nothing in it was ever acknowledged: either it
    is being written right now, or the sensor was killed while it was.
    """

    start: int
    end: int
    torn: bool

    def __str__(self) -> str:
        what = "a frame that was never finished" if self.torn else "damaged"
        return f"bytes {self.start} to {self.end}: {what}"


def encode(records: Sequence[bytes]) -> bytes:
    """The frame that holds `records`."""
    payload = b"".join(records)
    return HEADER.pack(MAGIC, len(payload), len(records), _checksum(len(records), payload)) + payload


def scan(segment: Buffer, start: int = 0) -> Iterator[Frame | Damage]:
    """The frames of `segment` from byte `start` on, and what lies between or behind them. Nothing is skipped unsaid."""
    size = len(segment)
    while start < size:
        found = _frame_at(segment, start)
        if found:
            yield found
            start = found.end
            continue
        upto = _next_frame(segment, start + 1)
        yield Damage(start, upto, torn=upto == size and _is_beginning(segment, start))
        start = upto


def _frame_at(segment: Buffer, at: int) -> Frame | None:
    start = at + HEADER.size
    if start > len(segment):
        return None
    magic, length, count, crc = HEADER.unpack_from(segment, at)
    if magic != MAGIC or length > MAX_PAYLOAD or start + length > len(segment):
        return None
    with memoryview(segment) as view, view[start : start + length] as payload:
        return Frame(start, start + length, count) if _checksum(count, payload) == crc else None


def _next_frame(segment: Buffer, at: int) -> int:
    while (at := segment.find(MAGIC, at)) >= 0:
        if _frame_at(segment, at):
            return at
        at += 1
    return len(segment)


def _is_beginning(segment: Buffer, at: int) -> bool:
    rest = len(segment) - at
    if rest < HEADER.size:
        return MAGIC.startswith(segment[at : at + len(MAGIC)][:rest])
    magic, length, _count, _crc = HEADER.unpack_from(segment, at)
    return bool(magic == MAGIC and rest - HEADER.size < length <= MAX_PAYLOAD)


def _checksum(count: int, payload: bytes | memoryview) -> int:
    return zlib.crc32(payload, zlib.crc32(_SIZES.pack(len(payload), count)))
