"""An HTTP request as bots send it, read from bytes. Pure, bounded, and as tolerant as counting bots asks for.

Whatever has a request line is read: a bare line feed ends a line as well as CR LF, targets may hold spaces and bytes
above 127, and fields that are no fields are passed over. (llhttp, which httptools wraps, refuses all of these.)
"""

import re
from functools import lru_cache
from typing import NamedTuple

from tidegate.sinkhole.record import MAX_LINE, MAX_NAME, ascii_text

MAX_HEAD = 8 * 1024
"""Longest request line with its fields, in bytes."""
_VERSIONS = (b" HTTP/1.1", b" HTTP/1.0")
_PORT = re.compile(rb":\d{1,5}\Z")
_SIZE = re.compile(rb"\d{1,9}\Z")
_REMEMBERED = 2048


class Request(NamedTuple):
    """One request, in printable ASCII: the line, the host in lower case without its port, the user agent.

    `keep`: the client wants to say more on this connection. `body`: how many bytes of body follow; None where only the
    connection's end tells.
    """

    line: bytes
    host: bytes
    agent: bytes
    keep: bool
    body: int | None


def split(data: bytes) -> tuple[bytes, int]:
    """The head with which `data` begins, and where what follows it begins; (b"", 0) while the head is incomplete."""
    end = data.find(b"\n\r\n")
    bare = data.find(b"\n\n", 0, end) if end >= 0 else data.find(b"\n\n")
    if bare >= 0:
        return data[:bare], bare + 2
    return (data[:end], end + 3) if end >= 0 else (b"", 0)


def could_begin(data: bytes) -> bool:
    """Whether a request could begin like this: with a method's capital letter."""
    return data[:1].isupper()


def read(head: bytes) -> Request | None:
    """The request that `head` holds, or None where there is no request line."""
    end = head.find(b"\n")
    line, fields = (head.rstrip(), b"") if end < 0 else (head[:end].rstrip(), head[end:])
    if not line.endswith(_VERSIONS) or line.count(b" ") < 2 or not line[: line.find(b" ")].isalpha():
        return None
    host, agent, keeps, ends, body = _understood(fields)
    keep = not ends and (keeps or line.endswith(b"1"))
    return Request(ascii_text(line, MAX_LINE), host, agent, keep, body)


@lru_cache(_REMEMBERED)
def _understood(fields: bytes) -> tuple[bytes, bytes, bool, bool, int | None]:
    """What the fields say: host, agent, whether to keep the connection, whether to end it, the body's length.

    Remembered, since machines of one kind send the same fields time after time.
    """
    folded = fields.lower()
    host = _PORT.sub(b"", _field(folded, folded, b"\nhost:"))
    agent = _field(folded, fields, b"\nuser-agent:")
    said = _field(folded, folded, b"\nconnection:")
    return (
        ascii_text(host, MAX_NAME),
        ascii_text(agent, MAX_LINE),
        b"keep-alive" in said,
        b"close" in said,
        _body(folded),
    )


def _field(folded: bytes, fields: bytes, name: bytes) -> bytes:
    """The value of the field called `name` in `fields`, which `folded` is in lower case."""
    at = folded.find(name)
    return b"" if at < 0 else fields[at + len(name) :].partition(b"\n")[0].strip()


def _body(folded: bytes) -> int | None:
    if b"\ntransfer-encoding:" in folded:
        return None
    size = _field(folded, folded, b"\ncontent-length:")
    if not size:
        return 0
    return int(size) if _SIZE.match(size) else None
