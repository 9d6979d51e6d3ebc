"""What a server says: its greeting, and its answers (RFC 5730, sections 2.4 and 2.6). Pure."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tidegate.exchange.epp.errors import ProtocolError
from tidegate.exchange.epp.xml import EPP, parse, text

_LONGEST_WORD = 300


@dataclass(frozen=True)
class Greeting:
    """Who the server is, and what it speaks: versions, languages, objects and extensions (namespaces)."""

    server: str
    date: str
    versions: tuple[str, ...]
    languages: tuple[str, ...]
    objects: tuple[str, ...]
    extensions: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """One result: its code, and the server's words for it with its reasons."""

    code: int
    words: str


@dataclass(frozen=True)
class Response:
    """An answer: one result or more errors, the ids of both sides, what was asked for, and messages that wait."""

    results: tuple[Result, ...]
    client_id: str
    server_id: str
    data: Element | None = field(default=None, compare=False, repr=False)
    waiting: int = 0

    @property
    def code(self) -> int:
        """The code by which the answer is judged: of several errors, the first."""
        return self.results[0].code

    @property
    def ok(self) -> bool:
        return self.code < 2000

    @property
    def words(self) -> str:
        """All that the server says of it, in one line that a person reads."""
        return "; ".join(f"{result.code} {result.words}".strip() for result in self.results)


def read(message: bytes) -> Greeting | Response:
    """What `message` says; ProtocolError where it is neither a greeting nor an answer."""
    root = parse(message)
    if root.tag != _epp("epp") or len(root) != 1:
        raise ProtocolError(f"the server sent {_line(root.tag)}, which is no message of EPP 1.0")
    if root[0].tag == _epp("greeting"):
        return _greeting(root[0])
    if root[0].tag == _epp("response"):
        return _response(root[0])
    raise ProtocolError(f"the server sent {_line(root[0].tag)}, which only clients say")


def _greeting(found: Element) -> Greeting:
    def menu(*path: str) -> tuple[str, ...]:
        inside = "/".join(map(_epp, ("svcMenu", *path)))
        return tuple(_line(item.text or "") for item in found.iterfind(inside))

    return Greeting(
        server=_line(text(found, EPP, "svID")),
        date=_line(text(found, EPP, "svDate")),
        versions=menu("version"),
        languages=menu("lang"),
        objects=menu("objURI"),
        extensions=menu("svcExtension", "extURI"),
    )


def _response(found: Element) -> Response:
    results = tuple(map(_result, found.iterfind(_epp("result"))))
    if not results:
        raise ProtocolError("the server sent an answer without a result")
    return Response(
        results,
        client_id=text(found, EPP, "trID", "clTRID"),
        server_id=_line(text(found, EPP, "trID", "svTRID")),
        data=found.find(_epp("resData")),
        waiting=_number(found.find(_epp("msgQ")), "count"),
    )


def _result(found: Element) -> Result:
    code = _number(found, "code")
    if not 1000 <= code <= 2999:
        raise ProtocolError(f"the server sent the result {found.get('code', '')[:40]!r}, which is no result code")
    reasons = [reason for given in found.iterfind(_epp("extValue")) if (reason := _line(text(given, EPP, "reason")))]
    values = ["".join(value.itertext()).strip() for value in found.iterfind(_epp("value"))]
    said = [_line(text(found, EPP, "msg")), *reasons, *(_line(value) for value in values if value)]
    return Result(code, ": ".join(filter(None, said)))


def _number(parent: Element | None, attribute: str) -> int:
    written = "0" if parent is None else parent.get(attribute, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 20 else 0


def _epp(tag: str) -> str:
    return f"{{{EPP}}}{tag}"


def _line(words: str) -> str:
    """Words from outside as one line of printable text, not longer than a note should be."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return plain if len(plain) <= _LONGEST_WORD else f"{plain[:_LONGEST_WORD]}..."
