"""The records of a DNS message, read as far as a verdict needs them (RFC 1035, 3 and 4; RFC 8914).

dnspython reads everything and takes some 100 microseconds a message. This reads nine record types and takes a tenth of
that, so that one core can ask for thousands of names a second. A test holds the two against each other.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv6Address

import dns.rcode

from tidegate.dns.probe.answer import Answer, Details, Dnssec
from tidegate.dns.probe.wire import MalformedError, Message

_FIXED = struct.Struct(">HHIH")
_SOA_NUMBERS = struct.Struct(">IIIII")
_A, _NS, _CNAME, _SOA, _AAAA, _OPT, _DS, _RRSIG = 1, 2, 5, 6, 28, 41, 43, 46
_ANSWER, _AUTHORITY, _ADDITIONAL = 0, 1, 2
_EXTENDED_ERROR = 15
_OWN_POLICY = frozenset({4, 15, 16, 17})  # forged answer, blocked, censored, filtered
_LONGEST_NAME = 255
_LONGEST_CHAIN = 16
_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789-_"
_PLAIN = _LETTERS + b"."


@dataclass(slots=True)
class _Found:
    """What the records held, by section and type, before it is known which of it belongs to the name."""

    addresses: list[tuple[str, str]] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    nameservers: list[tuple[str, str]] = field(default_factory=list)
    zone: str | None = None
    filtered: bool = False
    extended: int = 0
    ttl: int | None = None
    mname: str | None = None
    serial: int | None = None
    is_signed: bool = False
    is_secure: bool = False


def read(message: Message, name: str, recursive: bool = True) -> Answer:
    """What `message` says about `name`; MalformedError where a record cannot be read.

    `recursive` says that a resolver was asked, and not a registry's server for its signatures.
    """
    try:
        found = _found(message)
    except (IndexError, struct.error):
        raise MalformedError from None
    end = _end_of_chain(name, found)
    return Answer(
        rcode=_rcode(found.extended << 4 | message.rcode),
        addresses=_of(end, found.addresses),
        nameservers=_of(name, found.nameservers),
        alias=found.aliases.get(name),
        zone=found.zone,
        filtered=found.filtered,
        own=message.own,
        details=Details(found.ttl, found.mname, found.serial, _dnssec(message, found, recursive)),
    )


def _found(message: Message) -> _Found:
    body, found = message.body, _Found()
    for section, owner, kind, ttl, at, end in _records(message):
        if kind != _OPT and section != _ADDITIONAL:
            found.ttl = ttl if found.ttl is None else min(found.ttl, ttl)
        if kind == _SOA and section == _AUTHORITY:
            found.zone = owner
            _read_soa(body, at, end, found)
        elif kind == _A and section == _ANSWER:
            found.addresses.append((owner, _ipv4(body[at:end])))
        elif kind == _AAAA and section == _ANSWER:
            found.addresses.append((owner, _ipv6(body[at:end])))
        elif kind == _CNAME and section == _ANSWER:
            found.aliases[owner] = _name(body, at)[0]
        elif kind == _NS:
            found.nameservers.append((owner, _name(body, at)[0]))
        elif kind == _SOA and section == _ADDITIONAL:
            found.filtered = True
        elif kind == _DS:
            found.is_secure = True
        elif kind == _RRSIG:
            found.is_signed = True
        elif kind == _OPT:
            found.extended = ttl >> 24
            found.filtered = found.filtered or _is_filtered(body[at:end])
    return found


def _read_soa(body: bytes, at: int, end: int, found: _Found) -> None:
    """Who runs the zone and its serial; a denial holds no longer than the last field says (RFC 2308, 5)."""
    found.mname, place = _name(body, at)
    numbers = end - _SOA_NUMBERS.size
    if numbers <= place:
        raise MalformedError
    found.serial, *_, negative = _SOA_NUMBERS.unpack_from(body, numbers)
    found.ttl = min(found.ttl or 0, negative)


def _dnssec(message: Message, found: _Found, recursive: bool) -> Dnssec | None:
    """A delegation is signed where it has a DS record, anything else where it has signatures."""
    if recursive:
        return Dnssec.VALIDATED if message.authenticated else None
    is_referral = bool(found.nameservers) and found.zone is None and not message.own
    return Dnssec.SIGNED if (found.is_secure if is_referral else found.is_signed) else Dnssec.UNSIGNED


def _records(message: Message) -> Iterator[tuple[int, str, int, int, int, int]]:
    """Section, owner, type, TTL, and where the data begins and ends, of each record."""
    body, place = message.body, message.start
    for section, count in enumerate(message.counts):
        for _ in range(count):
            owner, place = _name(body, place)
            kind, _, ttl, length = _FIXED.unpack_from(body, place)
            at, place = place + _FIXED.size, place + _FIXED.size + length
            if place > len(body):
                raise MalformedError
            yield section, owner, kind, ttl, at, place


def _name(body: bytes, place: int) -> tuple[str, int]:
    """The name at `place` in lower case without the trailing dot, and where it ends. Pointers must lead backwards."""
    labels: list[bytes] = []
    after, length, limit = 0, 1, place
    while size := body[place]:
        if size >= 0xC0:
            after = after or place + 2
            place = (size & 0x3F) << 8 | body[place + 1]
            if place >= limit:
                raise MalformedError
            limit = place
            continue
        length += size + 1
        if size > 63 or length > _LONGEST_NAME or place + size >= len(body):
            raise MalformedError
        labels.append(body[place + 1 : place + 1 + size])
        place += size + 1
    return _text(labels), after or place + 1


def _text(labels: list[bytes]) -> str:
    """A name as text; what a host name cannot hold becomes `\\DDD` (RFC 4343, 2.1)."""
    name = b".".join(labels).lower()
    if not name.translate(None, _PLAIN) and name.count(b".") < max(1, len(labels)):
        return name.decode("ascii")
    return ".".join(_escaped(label) for label in labels)


def _escaped(label: bytes) -> str:
    return "".join(chr(octet) if octet in _LETTERS else f"\\{octet:03d}" for octet in label.lower())


def _ipv4(data: bytes) -> str:
    if len(data) != 4:
        raise MalformedError
    return "{}.{}.{}.{}".format(*data)


def _ipv6(data: bytes) -> str:
    if len(data) != 16:
        raise MalformedError
    return str(IPv6Address(data))


def _is_filtered(options: bytes) -> bool:
    """Whether an EDNS option says that the resolver's own policy answered."""
    place = 0
    while place < len(options):
        code, length = struct.unpack_from(">HH", options, place)
        data = options[place + 4 : place + 4 + length]
        if code == _EXTENDED_ERROR and struct.unpack_from(">H", data)[0] in _OWN_POLICY:
            return True
        place += 4 + length
    return False


def _end_of_chain(name: str, found: _Found) -> str:
    """Where the aliases lead; an owner with an address of its own ends the chain, whatever else it claims."""
    ends = {owner for owner, _ in found.addresses}
    for _ in range(_LONGEST_CHAIN):
        if name in ends or name not in found.aliases:
            break
        name = found.aliases[name]
    return name


def _of(owner: str, found: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted({value for of, value in found if of == owner}))


@lru_cache
def _rcode(number: int) -> str:
    return dns.rcode.to_text(dns.rcode.Rcode.make(number))
