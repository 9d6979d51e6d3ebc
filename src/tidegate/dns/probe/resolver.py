"""Where to ask: a resolver's address and port, as people write them."""

import asyncio
import socket
from dataclasses import dataclass

from tidegate.errors import TidegateError
from tidegate.names.domain import is_address, is_domain

PORT = 53


@dataclass(frozen=True)
class Resolver:
    """A DNS server that is asked: IPv4 or IPv6 address or host name, and port."""

    host: str
    port: int = PORT

    @classmethod
    def parse(cls, text: str) -> "Resolver":
        """`127.0.0.1:5353`, `[::1]:5353`, `9.9.9.9` or `localhost:5353`; port 53 where none is given."""
        host, port = _split(text)
        if not (is_address(host) or is_domain(host.lower())):
            raise TidegateError(f"{text!r} is not a resolver; write it as HOST:PORT or [IPV6]:PORT")
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65_536):
            raise TidegateError(f"{text!r} is not a resolver: {port!r} is not a port")
        return cls(host, int(port))

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


async def located(resolver: Resolver) -> Resolver:
    """`resolver` by its address; TidegateError where its host name leads nowhere."""
    if is_address(resolver.host):
        return resolver
    try:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(resolver.host, resolver.port, type=socket.SOCK_DGRAM)
    except OSError as error:
        raise TidegateError(f"{resolver} cannot be asked: {error.strerror or error}") from None
    return Resolver(str(found[0][4][0]), resolver.port)


def _split(text: str) -> tuple[str, str]:
    if is_address(text):
        return text, str(PORT)
    host, colon, port = text.rpartition(":")
    if not colon:
        return text, str(PORT)
    return host.removeprefix("[").removesuffix("]"), port
