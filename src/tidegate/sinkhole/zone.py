"""What the sinkhole's name server says: the sinkhole's address for every name that it holds, and nothing else.

Pure. Over UDP, where a sender's address proves nothing, no answer is longer than its question by more than one A record
(ADDED bytes): larger ones are left out and marked as truncated, so whoever is real asks again over TCP. That is why a
denial has no SOA record over UDP.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Address

from tidegate.sinkhole import rdata
from tidegate.sinkhole.message import Question, Rcode, reply

ADDED = 16
TTL = 300
"""Seconds for which a resolver may keep an answer: short, so that a name that is given back is free soon."""
_TRANSFERS = range(249, 253)  # TKEY, TSIG, IXFR, AXFR
_CLASSES = (rdata.IN, 255)


@dataclass(frozen=True)
class Zone:
    """The names that are ours: those that `held` says are, all in `zones`, and whatever lies below them."""

    address: IPv4Address
    nameservers: Sequence[str]
    held: Callable[[str], bool]
    zones: Collection[str] = frozenset()

    def datagram(self, query: bytes, question: Question) -> bytes:
        """The answer over UDP: at most ADDED bytes longer than `query`."""
        full = self._answer(query, question, None)
        if len(full) <= len(query) + ADDED:
            return full
        return reply(query, question, authoritative=True, truncated=True)

    def stream(self, query: bytes, question: Question, serial: int) -> bytes:
        """The answer over TCP, whose handshake proved the sender's address."""
        return self._answer(query, question, serial)

    def apex(self, name: str) -> str | None:
        """The zone that `name` lies in, if it is ours."""
        while name:
            if name in self.zones or self.held(name):
                return name
            name = name.partition(".")[2]
        return None

    def _answer(self, query: bytes, question: Question, serial: int | None) -> bytes:
        if question.edns:
            return reply(query, question, Rcode.BADVERS)
        name = question.name.decode("ascii")
        apex = self.apex(name) if question.cls in _CLASSES and question.type not in _TRANSFERS else None
        if apex is None:
            return reply(query, question, Rcode.REFUSED)
        if question.type in (rdata.A, rdata.ANY):
            return reply(query, question, answers=[self._address], authoritative=True)
        owner = question.end - 4 - len(apex) - 2  # type and class, and the bytes of lengths that the text has not
        answers = self._apex_records(question.type, owner, serial or 0) if name == apex else []
        denial = [self._soa(owner, serial)] if serial and not answers and self.nameservers else []
        return reply(query, question, answers=answers, authorities=denial, authoritative=True)

    def _apex_records(self, type_: int, owner: int, serial: int) -> list[bytes]:
        if type_ == rdata.SOA:
            return [self._soa(owner, serial)] if self.nameservers else []
        if type_ == rdata.NS:
            return [rdata.nameserver(owner, name, TTL) for name in self.nameservers]
        return []

    def _soa(self, owner: int, serial: int) -> bytes:
        return rdata.authority(owner, self.nameservers[0], serial, TTL)

    @cached_property
    def _address(self) -> bytes:
        return rdata.address(rdata.QUESTION, self.address, TTL)
