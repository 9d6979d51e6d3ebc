"""An address with a port, as name servers write it."""

from dataclasses import dataclass
from ipaddress import ip_address

from tidegate.errors import TidegateError

PORT = 53


@dataclass(frozen=True)
class Endpoint:
    """An IPv4 or IPv6 address and a port."""

    host: str
    port: int = PORT

    @classmethod
    def parse(cls, text: str) -> "Endpoint":
        """`192.0.2.1@5353` or `2001:db8::1@5353`, port 53 where none is given; TidegateError otherwise."""
        host, at, port = text.partition("@")
        number = int(port) if port.isascii() and port.isdigit() else 0 if at else PORT
        try:
            if 0 < number < 65_536:
                return cls(str(ip_address(host)), number)
        except ValueError:
            pass
        raise TidegateError(f"{text!r} is not an address; write it as ADDRESS@PORT, like 192.0.2.1@53")

    def __str__(self) -> str:
        return f"{self.host}@{self.port}"
