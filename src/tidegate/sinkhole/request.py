"""An HTTP request as bots send it, read from bytes. Pure, bounded, and as tolerant as counting bots asks for.

Whatever has a request line is read: a bare line feed ends a line as well as CR LF, targets may hold spaces and bytes
above 127, and fields that are no fields are passed over. (llhttp, which httptools wraps, refuses all of these.)
"""

import re
from typing import NamedTuple

from tidegate.sinkhole.record import MAX_LINE, MAX_NAME, ascii_text

MAX_HEAD = 8 * 1024
"""Longest request line with its fields, in bytes."""
_VERSIONS = (b" HTTP/1.1", b" HTTP/1.0")
_PORT = re.compile(rb":\d{1,5}\Z")
_SIZE = re.compile(rb"\d{1,9}\Z")


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
    folded = fields.lower()
    said = _field(folded, folded, b"\nconnection:")
    return Request(
        ascii_text(line, MAX_LINE),
        ascii_text(_PORT.sub(b"", _field(folded, folded, b"\nhost:")), MAX_NAME),
        ascii_text(_field(folded, fields, b"\nuser-agent:"), MAX_LINE),
        b"close" not in said and (b"keep-alive" in said or line.endswith(b"1")),
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
