"""Frames: every message has its length before it, in four bytes that count themselves (RFC 5734, section 4). Pure."""

from collections.abc import Iterator

from tidegate.exchange.epp.errors import ProtocolError

_HEAD = 4
LONGEST = 1024 * 1024
"""Bytes of the longest frame that is taken: a server must not fill our memory."""


def framed(message: bytes) -> bytes:
    """`message` as it goes over the connection."""
    return (_HEAD + len(message)).to_bytes(_HEAD, "big") + message


class Frames:
    """Cuts what a connection brings, in whatever pieces, into messages."""

    def __init__(self, longest: int = LONGEST) -> None:
        self._longest = longest
        self._rest = bytearray()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The messages that `data` completes; ProtocolError where a length cannot be one."""
        self._rest += data
        while len(self._rest) >= _HEAD:
            length = int.from_bytes(self._rest[:_HEAD], "big")
            if not _HEAD < length <= self._longest:
                raise ProtocolError(f"the server sent a frame of {length} bytes; 5 to {self._longest} can be read")
            if len(self._rest) < length:
                return
            yield bytes(self._rest[_HEAD:length])
            del self._rest[:length]
