"""The few DNS records that a sinkhole answers with, in wire form. Pure.

Source: RFC 1035, sections 3.3 and 4.1.4.
"""

import struct
from ipaddress import IPv4Address

A, NS, SOA, ANY = 1, 2, 6, 255
IN = 1
QUESTION = 12
"""Where the name in question stands in a message, and so its owner's offset."""
_RECORD = struct.Struct(">HHHIH")
_POINTER = 0xC000
_REFRESH, _RETRY, _EXPIRE = 3600, 600, 86_400
_WORDS = {
    1: "A", 2: "NS", 5: "CNAME", 6: "SOA", 12: "PTR", 15: "MX", 16: "TXT", 28: "AAAA", 33: "SRV", 43: "DS",
    48: "DNSKEY", 64: "SVCB", 65: "HTTPS", 251: "IXFR", 252: "AXFR", 255: "ANY", 257: "CAA",
}  # fmt: skip


def type_word(type_: int) -> str:
    """`A`, `TXT`; `TYPE4711` for a type without a well-known name."""
    return _WORDS.get(type_) or f"TYPE{type_}"


def address(owner: int, value: IPv4Address, ttl: int) -> bytes:
    """An A record for the name at offset `owner` of the message: sixteen bytes."""
    return _record(owner, A, ttl, value.packed)


def nameserver(owner: int, name: str, ttl: int) -> bytes:
    """An NS record."""
    return _record(owner, NS, ttl, wire(name))


def authority(owner: int, name: str, serial: int, ttl: int) -> bytes:
    """An SOA record with `name` as its first name server; what is not there may be remembered for `ttl` seconds."""
    timers = struct.pack(">IIIII", serial, _REFRESH, _RETRY, _EXPIRE, ttl)
    return _record(owner, SOA, ttl, wire(name) + wire(f"hostmaster.{name}") + timers)


def wire(name: str) -> bytes:
    """A canonical domain name in wire form."""
    return b"".join(bytes((len(label),)) + label.encode("ascii") for label in name.split(".")) + b"\x00"


def _record(owner: int, type_: int, ttl: int, data: bytes) -> bytes:
    return _RECORD.pack(_POINTER | owner, type_, IN, ttl, len(data)) + data
