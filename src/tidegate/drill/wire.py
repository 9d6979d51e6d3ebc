"""As much of DNS's wire format as a stand-in for the world needs: read a question, write the answer (RFC 1035)."""

import struct
from dataclasses import dataclass
from ipaddress import ip_address

from tidegate.drill.zone import NOERROR, NOTIMP, NXDOMAIN, Answer

A, NS, SOA, AAAA = 1, 2, 6, 28
IN = 1
_HEADER = struct.Struct(">HHHHHH")
_RESPONSE, _RECURSION = 0x8080, 0x0100  # QR with RA; RD as asked
_OPCODE = 0x7800
_TTL = 300
_TO_THE_QUESTION = b"\xc0\x0c"


@dataclass(frozen=True)
class Question:
    """What was asked: the name in lower case without the trailing dot, and the bytes that an answer repeats."""

    id: int
    flags: int
    name: bytes
    type: int
    raw: bytes


def read(message: bytes) -> Question | None:
    """The question of a query; None for what is no query with exactly one question."""
    if len(message) < _HEADER.size:
        return None
    id, flags, count, *_ = _HEADER.unpack_from(message)
    if count != 1 or flags & 0x8000:
        return None
    labels, place = [], _HEADER.size
    while place < len(message) and 0 < message[place] < 64:
        labels.append(message[place + 1 : place + 1 + message[place]])
        place += 1 + message[place]
    end = place + 5
    if end > len(message) or message[place] != 0:
        return None
    name = b".".join(labels).lower()
    return Question(id, flags, name, int.from_bytes(message[place + 1 : place + 3], "big"), message[12:end])


class Faces:
    """The answers of a zone as bytes, made once, by the number of the answer and the type asked for."""

    def __init__(self, answers: tuple[Answer, ...]) -> None:
        self._answers = answers
        self._made: dict[tuple[int, int], tuple[int, bytes]] = {}

    def answer(self, question: Question, number: int) -> bytes:
        """The message that answers `question` with answer `number`; where there is no record of that type, it says so
        with the SOA record of the zone above the name (RFC 2308)."""
        key, answer = (number, question.type), self._answers[number]
        count, records = self._made.get(key) or self._made.setdefault(key, _records(answer, question.type))
        if count or answer.rcode not in (NOERROR, NXDOMAIN):
            return _message(question, answer.rcode, count, 0, records)
        return _message(question, answer.rcode, 0, 1, _zone_above(question) + _START_OF_ZONE)

    @staticmethod
    def refuse(question: Question) -> bytes | None:
        """The message for a query that this server does not do; None where it is an ordinary one."""
        return _message(question, NOTIMP, 0, 0, b"") if question.flags & _OPCODE else None


def query(id: int, name: str, type: int = A) -> bytes:
    """A question in wire format, recursion desired."""
    return _HEADER.pack(id, _RECURSION, 1, 0, 0, 0) + _name(name) + struct.pack(">HH", type, IN)


def addresses(message: bytes, asked: int) -> tuple[int, tuple[str, ...]]:
    """Response code and IPv4 addresses of an answer to a question of `asked` bytes, as `Faces` makes it."""
    _, flags, _, count, _, _ = _HEADER.unpack_from(message)
    place, found = _HEADER.size + asked, []
    for _ in range(count):
        type, length = struct.unpack_from(">H6xH", message, place + 2)
        if type == A and length == 4:
            found.append(".".join(map(str, message[place + 12 : place + 16])))
        place += 12 + length
    return flags & 0xF, tuple(found)


def _message(question: Question, rcode: int, answers: int, authorities: int, records: bytes) -> bytes:
    flags = _RESPONSE | question.flags & (_OPCODE | _RECURSION) | rcode
    return _HEADER.pack(question.id, flags, 1, answers, authorities, 0) + question.raw + records


def _records(answer: Answer, type: int) -> tuple[int, bytes]:
    """How many records of that type there are, and their bytes."""
    found: list[bytes] = []
    if type == A:
        found = [_record(A, ip_address(text).packed) for text in answer.addresses]
    elif type == NS:
        found = [_record(NS, _name(text)) for text in answer.nameservers]
    elif type == SOA and answer.nameservers:
        found = [_record(SOA, _start_of(answer.nameservers[0]))]
    return len(found), b"".join(found)


def _zone_above(question: Question) -> bytes:
    """The zone above the name, as a pointer behind its first label: the names of the drill are one label below it."""
    return (0xC000 | 12 + 1 + question.raw[0]).to_bytes(2, "big") if question.name else b"\x00"


def _record(type: int, data: bytes) -> bytes:
    return _TO_THE_QUESTION + _body(type, data)


def _body(type: int, data: bytes) -> bytes:
    return struct.pack(">HHIH", type, IN, _TTL, len(data)) + data


def _start_of(primary: str) -> bytes:
    return _name(primary) + _name(f"hostmaster.{primary}") + struct.pack(">IIIII", 2009030100, 1800, 900, 604800, _TTL)


def _name(text: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode() for label in text.split(".") if label) + b"\x00"


_START_OF_ZONE = _body(SOA, _start_of("a.registry.invalid"))
