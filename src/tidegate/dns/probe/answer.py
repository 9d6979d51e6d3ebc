"""What a resolver said to one question, as far as a verdict needs it."""

from dataclasses import dataclass, field
from enum import StrEnum

TIMEOUT = "TIMEOUT"
"""In the place of a response code: no answer came, however often it was asked."""
MALFORMED = "MALFORMED"
"""In the place of a response code: what came could not be read."""

TRUNCATED = "TRUNCATED"
"""In the place of a response code: the answer was cut short by UDP, and none came by TCP."""


class Type(StrEnum):
    """The record types that a probe asks for."""

    A = "A"
    NS = "NS"
    AAAA = "AAAA"


@dataclass(frozen=True, slots=True)
class Question:
    """A name and a record type."""

    name: str
    type: Type = Type.A


class Dnssec(StrEnum):
    """What an answer shows of DNSSEC; what it does not show is None, never a guess."""

    VALIDATED = "validated"  # a resolver says so, by the AD bit; as sure as the way to it is
    SIGNED = "signed"  # the registry's server sent a DS record or a signed denial; nobody checked the signatures
    UNSIGNED = "unsigned"  # it was asked for them and sent none


@dataclass(frozen=True, slots=True)
class Details:
    """What an answer says beside what decides: for how many seconds it holds, the SOA record that came with a denial
    (who runs the zone, which version of it denied), and what it shows of DNSSEC."""

    ttl: int | None = None
    mname: str | None = None
    serial: int | None = None
    dnssec: Dnssec | None = None


NO_DETAILS = Details()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    `addresses` stand at the end of the chain of aliases that begins with the name; `alias` is its first link.
    `nameservers` are those of the name itself, not of a zone above it. `zone` owns the SOA record of a negative answer:
    the zone that denies the name. `filtered` says that the resolver owns up to having put its own policy in the place
    of the answer: by an extended error (RFC 8914), or by the policy zone's SOA record in the additional section (BIND).
    `own` says that a name server speaks for the name itself, and is no resolver that would have asked who holds it.
    """

    rcode: str
    addresses: tuple[str, ...] = ()
    nameservers: tuple[str, ...] = ()
    alias: str | None = None
    zone: str | None = None
    filtered: bool = False
    own: bool = False
    details: Details = field(default=NO_DETAILS, compare=False)
