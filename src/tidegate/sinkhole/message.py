"""DNS messages as bytes: a question read, its answer written. Pure.

Source: RFC 1035, section 4; RFC 6891 for EDNS.
"""

import struct
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

_HEADER = struct.Struct(">HHHHHH")
_AFTER_ID = struct.Struct(">HHHHH")
_TYPE_CLASS = struct.Struct(">HH")
_RECORD = struct.Struct(">HHIH")
_RESPONSE, _OPCODE, _AUTHORITATIVE, _TRUNCATED, _RECURSION_DESIRED = 0x8000, 0x7800, 0x0400, 0x0200, 0x0100
_QUESTION = 12
_OPT = 41
_OUR_ROOM = 1232
_PLAIN = b"abcdefghijklmnopqrstuvwxyz0123456789-_"


class Rcode(IntEnum):
    """What became of a query."""

    NOERROR = 0
    FORMERR = 1
    NOTIMP = 4
    REFUSED = 5
    BADVERS = 16


class Question(NamedTuple):
    """What a query asks: the name in lower case without the root's dot, other bytes than letters, digits, - and _
    escaped as in zone files. `end` is where the question section ends, `edns` the version of EDNS, if any."""

    name: bytes
    type: int
    cls: int
    end: int
    edns: int | None


class MalformedError(Exception):
    """A message that is no query. `reply` is all it deserves: a header, or nothing where an answer could circle."""

    def __init__(self, reply: bytes = b"") -> None:
        self.reply = reply


def read(message: bytes) -> Question:
    """The one question that `message` asks; MalformedError otherwise."""
    if len(message) < _QUESTION:
        raise MalformedError
    _id, flags, questions, answers, authorities, additionals = _HEADER.unpack_from(message)
    if flags & _RESPONSE:
        raise MalformedError
    if flags & _OPCODE:
        raise MalformedError(_header_only(message, Rcode.NOTIMP))
    try:
        name, at = _name(message)
        type_, cls = _TYPE_CLASS.unpack_from(message, at)
        edns, end = _additional(message, at + 4, additionals)
    except (struct.error, IndexError):
        raise MalformedError(_header_only(message, Rcode.FORMERR)) from None
    if questions != 1 or answers or authorities or end != len(message):
        raise MalformedError(_header_only(message, Rcode.FORMERR))
    return Question(name, type_, cls, at + 4, edns)


def reply(
    query: bytes,
    question: Question,
    rcode: Rcode = Rcode.NOERROR,
    answers: Sequence[bytes] = (),
    authorities: Sequence[bytes] = (),
    *,
    authoritative: bool = False,
    truncated: bool = False,
) -> bytes:
    """The answer to `query` with these records, each in wire form; EDNS is answered with EDNS."""
    flags = _RESPONSE | (query[2] << 8) & _RECURSION_DESIRED | rcode & 0xF
    if authoritative:
        flags |= _AUTHORITATIVE
    if truncated:
        flags |= _TRUNCATED
    opt = b"" if question.edns is None else b"\x00" + _RECORD.pack(_OPT, _OUR_ROOM, rcode >> 4 << 24, 0)
    header = _AFTER_ID.pack(flags, 1, len(answers), len(authorities), 1 if opt else 0)
    return b"".join((query[:2], header, query[_QUESTION : question.end], *answers, *authorities, opt))


def _header_only(message: bytes, rcode: Rcode) -> bytes:
    flags = _RESPONSE | (message[2] << 8) & (_OPCODE | _RECURSION_DESIRED) | rcode
    return message[:2] + _AFTER_ID.pack(flags, 0, 0, 0, 0)


def _name(message: bytes) -> tuple[bytes, int]:
    at, labels = _QUESTION, []
    while size := message[at]:
        labels.append(message[at + 1 : at + 1 + size])
        at += size + 1
        if size > 63 or at - _QUESTION > 254:  # a pointer has no place in a question; a name has 255 bytes
            raise IndexError
    name = b".".join(labels).lower()
    if name.translate(None, _PLAIN) != b"." * (len(labels) - 1):
        name = b".".join(_escaped(label.lower()) for label in labels)
    return name, at + 1


def _escaped(label: bytes) -> bytes:
    return b"".join(bytes((byte,)) if byte in _PLAIN else b"\\%03d" % byte for byte in label)


def _additional(message: bytes, at: int, count: int) -> tuple[int | None, int]:
    """The version of EDNS, if an OPT record is among the `count` records at `at`, and where they end."""
    edns = None
    for _ in range(count):
        at = _skip_name(message, at)
        type_, _cls, ttl, length = _RECORD.unpack_from(message, at)
        if type_ == _OPT:
            edns = ttl >> 16 & 0xFF
        at += _RECORD.size + length
    return edns, at


def _skip_name(message: bytes, at: int) -> int:
    while size := message[at]:
        if size > 63:
            return at + 2
        at += size + 1
    return at + 1
