"""Zone files as registries hand them out: the names that are delegated right below the zone's own, as a stream.

Whole TLDs come as gzipped master files of hundreds of megabytes (CZDS: five columns, every name with its final dot),
so such lines are read in one step; whatever else a master file may hold (RFC 1035, 5: comments, brackets, quotes,
`$ORIGIN`, `$TTL`, names without the dot, owners left out) is read in several. What is no record is refused, with file
and line: half a zone file would make registered names look free.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tidegate.errors import TidegateError

_PLAIN = re.compile(
    rb"""([^\s;$()"@\\]+\.)[ \t]+\d+[ \t]+in[ \t]+          # owner, TTL, class
    (?:ns[ \t]+([^\s;()"\\]+\.)\s*\Z                        # a name server,
    |(?:a|aaaa|ds|rrsig|nsec|nsec3|dnskey)[ \t][^;()"\\]+\Z) # or what is of no interest""",
    re.VERBOSE,
)
"""A record on one line in lower case, with nothing to unfold or to complete; its owner, and its name server if any."""
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|;.*|[()]|(?:[^\s"();\\]|\\.)+')
_TTL = re.compile(rb"(\d+[smhdw]?)+\Z", re.IGNORECASE)
_TYPE = re.compile(rb"[a-z][a-z0-9-]*\Z", re.IGNORECASE)


class Delegation(NamedTuple):
    """One NS record below the apex: `owner` and `server` in lower case without the final dot."""

    owner: str
    server: str


@dataclass
class ZoneReader:
    """Reads the lines of the zone file called `file`; `apex` is the zone's name once its SOA record was read."""

    file: str
    apex: str = ""
    _origin: bytes = b""
    _owner: bytes = b""
    _line: int = 0

    def delegations(self, lines: Iterable[bytes]) -> Iterator[Delegation]:
        """The NS records one label below the apex, in order. TidegateError where a line is no record, and where the
        first record is no SOA."""
        below, depth = b"", 0
        for owner, server in self._servers(iter(lines)):
            if not below:
                below, depth = f".{self.apex}.".encode(), self.apex.count(".") + 2
            if owner.endswith(below) and owner.count(b".") == depth:
                yield Delegation(self._text(owner), self._text(server))
        if not self.apex:
            raise self._flaw("the zone file holds no SOA record")

    def _servers(self, lines: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """Owner and server of every NS record, in lower case with the final dot."""
        for line in lines:
            self._line += 1
            plain = _PLAIN.match(line.lower()) if self.apex else None
            if plain is None:
                if record := self._record(line, lines):
                    yield from self._of_record(*record)
                continue
            self._owner = plain[1]
            if plain[2]:
                yield plain[1], plain[2]

    def _record(self, line: bytes, lines: Iterator[bytes]) -> tuple[bytes, list[bytes]] | None:
        """The owner and the other fields of the record that begins in `line`; None for a directive or an empty line."""
        has_owner = line[:1] not in (b" ", b"\t")
        tokens = self._tokens(line, lines)
        if not tokens:
            return None
        if has_owner and tokens[0].startswith(b"$"):
            self._directive(tokens)
            return None
        if has_owner:
            self._owner = self._absolute(tokens.pop(0))
        if not self._owner:
            raise self._flaw("the record has no owner")
        return self._owner, tokens

    def _tokens(self, line: bytes, lines: Iterator[bytes]) -> list[bytes]:
        """The words of a record, without comments, over as many lines as its brackets are open."""
        begun, depth, tokens = self._line, 0, list[bytes]()
        while True:
            for token in self._words(line):
                if token in (b"(", b")"):
                    depth += 1 if token == b"(" else -1
                elif not token.startswith(b";"):
                    tokens.append(token)
            if depth <= 0:
                break
            following = next(lines, None)
            if following is None:
                raise TidegateError(f"{self.file}:{begun}: a bracket is never closed")
            line = following
            self._line += 1
        if depth < 0:
            raise self._flaw("a bracket is closed that was not opened")
        return tokens

    def _words(self, line: bytes) -> list[bytes]:
        words = _TOKEN.findall(line)
        if _TOKEN.sub(b"", line).strip():
            raise self._flaw(f"{_shown(line)} cannot be read")
        return words

    def _directive(self, tokens: list[bytes]) -> None:
        name = tokens[0].upper()
        if name == b"$ORIGIN" and len(tokens) == 2:
            self._origin = self._absolute(tokens[1])
        elif not (name == b"$TTL" and len(tokens) == 2 and _TTL.match(tokens[1])):
            raise self._flaw(f"{_shown(b' '.join(tokens))} is not taken; only $ORIGIN NAME and $TTL TIME are")

    def _of_record(self, owner: bytes, fields: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
        while fields and (_TTL.match(fields[0]) or fields[0].upper() == b"IN"):
            fields = fields[1:]
        if len(fields) < 2 or not _TYPE.match(fields[0]):
            raise self._flaw(f"{_shown(b' '.join([owner, *fields]))} is no record")
        kind = fields[0].upper()
        if kind == b"SOA" and not self.apex:
            self.apex = self._text(owner)
        elif not self.apex:
            raise self._flaw("a zone file begins with the SOA record of its zone")
        if kind == b"NS" and b"\\" not in owner:
            yield owner.lower(), self._absolute(fields[1]).lower()

    def _absolute(self, name: bytes) -> bytes:
        if name.endswith(b"."):
            return name
        if not self._origin:
            raise self._flaw(f"{_shown(name)} has no final dot, and no $ORIGIN stands above it")
        return self._origin if name == b"@" else name + b"." + self._origin.lstrip(b".")

    def _text(self, name: bytes) -> str:
        try:
            return name[:-1].decode("ascii").lower()
        except UnicodeDecodeError:
            raise self._flaw(f"{_shown(name)} holds a byte beyond ASCII") from None

    def _flaw(self, what: str) -> TidegateError:
        return TidegateError(f"{self.file}:{self._line}: {what}")


def _shown(text: bytes) -> str:
    return repr(text[:80].decode("utf-8", "replace").strip())
