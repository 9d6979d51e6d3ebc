"""DNS messages as bytes: a question written, an answer opened (RFC 1035, 4; EDNS by RFC 6891)."""

import struct
from dataclasses import dataclass
from functools import cache

import dns.rdatatype

from tidegate.dns.probe.answer import Question, Type

LARGEST = 1232
"""The largest UDP answer asked for, in octets: what crosses any path unfragmented (DNS Flag Day 2020)."""

_COUNTS = struct.Struct(">HHHHHH")
_RECURSION, _RESPONSE, _TRUNCATED, _OPCODE = 0x0100, 0x8000, 0x0200, 0x7800
_AUTHORITATIVE, _AVAILABLE, _AUTHENTICATED = 0x0400, 0x0080, 0x0020
_EDNS = b"\0" + struct.pack(">HHIH", 41, LARGEST, 0, 0)
_EDNS_DNSSEC = b"\0" + struct.pack(">HHIH", 41, LARGEST, 0x8000, 0)
_SAYS_SOMETHING = (0, 3)  # NOERROR and NXDOMAIN


class MalformedError(Exception):
    """Bytes that are no DNS message."""


@dataclass(frozen=True, slots=True)
class Message:
    """An answer as it came, its records unread.

    `question` is the question section in lower case, None where it is empty; `counts` how many answer, authority and
    additional records follow it, from `start` on. `own` says that the server speaks for the name itself and would not
    ask anybody else: it is authoritative and offers no recursion. `authenticated` is the AD bit.
    """

    id: int
    rcode: int
    truncated: bool
    own: bool
    question: bytes | None
    counts: tuple[int, int, int]
    start: int
    body: bytes
    authenticated: bool = False

    def answers(self, question: bytes) -> bool:
        """Whether this answers `question`. A server that cannot read a question may fail without repeating it."""
        return self.question == question or (self.question is None and self.rcode not in _SAYS_SOMETHING)


def encode(question: Question) -> bytes:
    """The question section that asks `question`, in lower case."""
    labels = [label.encode("ascii") for label in question.name.split(".")]
    name = b"".join(bytes([len(label)]) + label for label in labels)
    return name + _ends(question.type)


def ask(id: int, question: bytes, edns: bool = True, recursive: bool = True) -> bytes:
    """A query with this id and question section.

    A resolver is asked to recurse, and whether it has validated the answer (RFC 6840, 5.7); a name server that is not,
    for its signatures.
    """
    flags = _RECURSION | _AUTHENTICATED if recursive else 0
    options = (_EDNS if recursive else _EDNS_DNSSEC) if edns else b""
    return _COUNTS.pack(id, flags, 1, 0, 0, int(edns)) + question + options


@cache
def _ends(type: Type) -> bytes:
    return struct.pack(">xHH", dns.rdatatype.from_text(type), 1)


def opened(body: bytes) -> Message:
    """The message in `body`; MalformedError where it is no answer, or has more than one question."""
    if len(body) < _COUNTS.size:
        raise MalformedError
    id, flags, questions, *counts = _COUNTS.unpack_from(body)
    if not flags & _RESPONSE or flags & _OPCODE or questions > 1:
        raise MalformedError
    start = _after_question(body) if questions else _COUNTS.size
    question = body[_COUNTS.size : start].lower() if questions else None
    own = bool(flags & _AUTHORITATIVE) and not flags & _AVAILABLE
    sections = (counts[0], counts[1], counts[2])
    validated = bool(flags & _AUTHENTICATED)
    return Message(id, flags & 0xF, bool(flags & _TRUNCATED), own, question, sections, start, body, validated)


def _after_question(body: bytes) -> int:
    end = body.find(0, _COUNTS.size) + 5
    if end < _COUNTS.size + 5 or end > len(body):
        raise MalformedError
    return end
