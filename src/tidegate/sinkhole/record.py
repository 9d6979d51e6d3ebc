"""A record: one sighting as it stands in a frame's payload.

    length 4 | seen_at 8 | protocol 1 | source port 2 | destination port 2 | six lengths 1 1 1 2 2 1 |
    source | destination | host | request | agent | verdict

Little-endian; `length` is the whole record's. The texts are ASCII: whatever else a client sent stands there escaped.
The verdict is what the sensor took the check-in for when it saw it; the facts beside it allow another opinion later.

    rendezvous day 4 (days since 1970, or -1) | peers 4 (or -1) | three lengths 1 1 1 | form | family | variant
"""

import struct
from datetime import date, timedelta

from tidegate.sinkhole.sighting import Protocol, Sighting, Verdict

HEADER = struct.Struct("<IqBHHBBBHHB")
LENGTH = struct.Struct("<I")
"""With which each record begins."""
TEXTS = ("source", "destination", "host", "request", "agent", "verdict")
_VERDICT = struct.Struct("<iiBBB")
_EPOCH = date(1970, 1, 1)
_NONE = -1

PRINTABLE = bytes(range(0x20, 0x7F))
"""All that a text may hold."""
MAX_NAME = 255
"""Longest source, destination, host and verdict, in bytes."""
MAX_LINE = 65_535
"""Longest request and agent, in bytes."""


def pack(
    seen_at: int,
    protocol: int,
    source: bytes,
    source_port: int,
    destination: bytes,
    destination_port: int,
    host: bytes,
    request: bytes,
    agent: bytes,
    verdict: bytes,
) -> bytes:
    """A record from ASCII texts within MAX_NAME and MAX_LINE and a verdict from `pack_verdict`."""
    texts = b"".join((source, destination, host, request, agent, verdict))
    return (
        HEADER.pack(
            HEADER.size + len(texts),
            seen_at,
            protocol,
            source_port,
            destination_port,
            len(source),
            len(destination),
            len(host),
            len(request),
            len(agent),
            len(verdict),
        )
        + texts
    )


def unpack(payload: bytes, at: int, sensor: str) -> tuple[Sighting, int]:
    """The sighting whose record begins at byte `at` of a payload, and where the next one begins."""
    length, seen_at, protocol, source_port, destination_port, *lengths = HEADER.unpack_from(payload, at)
    start, texts = at + HEADER.size, []
    for size in lengths:
        texts.append(payload[start : start + size])
        start += size
    source, destination, host, request, agent = (text.decode("ascii") for text in texts[:-1])
    sighting = Sighting(
        seen_at, sensor, Protocol(protocol), source, source_port, destination, destination_port,
        host, request, agent, unpack_verdict(texts[-1]),
    )  # fmt: skip
    return sighting, at + length


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
