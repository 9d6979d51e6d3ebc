"""A sighting: one check-in that a sensor saw, and what it was taken for."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

UNKNOWN = "unknown"
"""The form of a request in which no known bot checks in."""


class Protocol(IntEnum):
    """By which way a check-in came. The numbers stand in journals: never change one."""

    HTTP = 1
    DNS_UDP = 2
    DNS_TCP = 3

    @property
    def word(self) -> str:
        """As the lake writes it: `dns-udp`."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check-in was taken for. Without a family it is nobody's: a crawler, a scanner, a bot not yet known."""

    form: str = UNKNOWN
    family: str | None = None
    variant: str | None = None
    rendezvous_day: date | None = None
    peers: int | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """One check-in: `seen_at` in nanoseconds since the epoch, UTC; `request` is the request line, or the query type."""

    seen_at: int
    sensor: str
    protocol: Protocol
    source: str
    source_port: int
    destination: str
    destination_port: int
    host: str
    request: str
    agent: str
    verdict: Verdict
