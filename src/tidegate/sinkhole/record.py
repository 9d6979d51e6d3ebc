"""A record: one sighting as it stands in a frame's payload.

    seen_at 8 | ends | content

In three parts, of which only the first is new each time: a client's ends stay, and what a client says comes again.
Little-endian. The texts are ASCII: whatever else a client sent stands there escaped.

ends: between whom.

    protocol 1 | source port 2 | destination port 2 | two lengths 1 1 | source | destination

content: what was said. `length` is the content's. The verdict is what the sensor took the check-in for when it saw it;
the facts beside it allow another opinion later.

    length 4 | four lengths 1 2 2 1 | host | request | agent | verdict

verdict:

    rendezvous day 4 (days since 1970, or -1) | peers 4 (or -1) | three lengths 1 1 1 | form | family | variant
"""

import struct
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tidegate.sinkhole.sighting import Protocol, Sighting, Verdict

SEEN_AT = struct.Struct("<q")
"""Nanoseconds since the epoch, UTC."""
ENDS = struct.Struct("<BHHBB")
"""With which the ends begin."""
CONTENT = struct.Struct("<IBHHB")
"""With which the content begins."""
_VERDICT = struct.Struct("<iiBBB")
_EPOCH = date(1970, 1, 1)
_NONE = -1

PRINTABLE = bytes(range(0x20, 0x7F))
"""All that a text may hold."""
MAX_NAME = 255
"""Longest source, destination, host and verdict, in bytes."""
MAX_LINE = 65_535
"""Longest request and agent, in bytes."""


def pack(seen_at: int, ends: bytes, content: bytes) -> bytes:
    """A record; `seen_at` in nanoseconds since the epoch, UTC."""
    return SEEN_AT.pack(seen_at) + ends + content


def pack_ends(protocol: int, source: bytes, source_port: int, destination: bytes, destination_port: int) -> bytes:
    """The ends, from ASCII texts within MAX_NAME."""
    numbers = ENDS.pack(protocol, source_port, destination_port, len(source), len(destination))
    return numbers + source + destination


def pack_content(host: bytes, request: bytes, agent: bytes, verdict: bytes) -> bytes:
    """The content, from ASCII texts within MAX_NAME and MAX_LINE and a verdict from `pack_verdict`."""
    texts = b"".join((host, request, agent, verdict))
    return CONTENT.pack(CONTENT.size + len(texts), len(host), len(request), len(agent), len(verdict)) + texts


def parts(payload: bytes, at: int) -> tuple[int, int, int]:
    """Where the ends and the content of the record at byte `at` of a payload begin, and where the next record does."""
    ends = at + SEEN_AT.size
    source, destination = payload[ends + ENDS.size - 2 : ends + ENDS.size]
    content = ends + ENDS.size + source + destination
    return ends, content, content + int.from_bytes(payload[content : content + 4], "little")


def unpack(payload: bytes, at: int, sensor: str) -> tuple[Sighting, int]:
    """The sighting whose record begins at byte `at` of a payload, and where the next one begins."""
    ends, content, end = parts(payload, at)
    (seen_at,) = SEEN_AT.unpack_from(payload, at)
    protocol, source_port, destination_port, *lengths = ENDS.unpack_from(payload, ends)
    source, destination = _texts(payload, ends + ENDS.size, lengths)
    host, request, agent, verdict = unpack_content(payload[content:end])
    sighting = Sighting(
        seen_at, sensor, Protocol(protocol), source.decode("ascii"), source_port, destination.decode("ascii"),
        destination_port, host.decode("ascii"), request.decode("ascii"), agent.decode("ascii"), unpack_verdict(verdict),
    )  # fmt: skip
    return sighting, end


def unpack_content(content: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """What `pack_content` was given."""
    _length, *lengths = CONTENT.unpack_from(content)
    host, request, agent, verdict = _texts(content, CONTENT.size, lengths)
    return host, request, agent, verdict


def _texts(payload: bytes, at: int, lengths: Iterable[int]) -> Iterator[bytes]:
    for length in lengths:
        yield payload[at : at + length]
        at += length


def pack_verdict(verdict: Verdict) -> bytes:
    """A verdict as it stands at a record's end."""
    texts = [(text or "").encode("ascii") for text in (verdict.form, verdict.family, verdict.variant)]
    day = _NONE if verdict.rendezvous_day is None else (verdict.rendezvous_day - _EPOCH).days
    peers = _NONE if verdict.peers is None else verdict.peers
    return _VERDICT.pack(day, peers, *map(len, texts)) + b"".join(texts)


def unpack_verdict(packed: bytes) -> Verdict:
    """The verdict that `pack_verdict` packed."""
    day, peers, form, family, variant = _VERDICT.unpack_from(packed)
    texts = packed[_VERDICT.size :].decode("ascii")
    return Verdict(
        texts[:form],
        texts[form : form + family] or None,
        texts[form + family : form + family + variant] or None,
        None if day == _NONE else _EPOCH + timedelta(days=day),
        None if peers == _NONE else peers,
    )


def ascii_text(raw: bytes, limit: int) -> bytes:
    """`raw` as a record holds it: at most `limit` bytes, anything but printable ASCII escaped as `\\xNN`."""
    if not raw.translate(None, PRINTABLE):
        return raw[:limit]
    return b"".join(bytes((byte,)) if byte in PRINTABLE else b"\\x%02x" % byte for byte in raw)[:limit]
