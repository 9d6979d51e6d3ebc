"""A work order and what it asks for, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tidegate.dns.orders.state import State
from tidegate.names.days import Span
from tidegate.operation.model import LegalBasis
from tidegate.policy import TLP


@dataclass(frozen=True)
class Request:
    """What is asked of one registry: `names` rendezvous (a name on a day) from `first` to `last`, to be sent by a day.

    `send_by` is the UTC day by whose 10:00 the registry wants its list: then the first day begins in UTC+14, less the
    registry's lead days. `reference` says which waiver or court order it is, where `legal_basis` is one. `tlp` is the
    strictest label of what it is made from; None in a log that is older than it.
    """

    registry: str
    action: str
    first: date
    last: date
    names: int
    send_by: date
    legal_basis: LegalBasis = LegalBasis.UNKNOWN
    reference: str = ""
    tlp: TLP | None = None


@dataclass(frozen=True)
class Order:
    """A request on the record, and its state since `updated_at` (UTC) with what was noted then.

    `sent_at` is when its list went out last, `claimed_at` since when the registry's word stands that it acted, both
    None where that is not so. `answers` are the parts of lake table `answers` that hold what the registry said name by
    name, oldest first, and `left` how many of its names are not done by that (None: no such answer stands).
    """

    id: str
    registry: str
    action: str
    first: date
    last: date
    names: int
    send_by: date
    state: State
    updated_at: datetime
    note: str
    legal_basis: LegalBasis = LegalBasis.UNKNOWN
    reference: str = ""
    tlp: TLP | None = None
    sent_at: datetime | None = None
    claimed_at: datetime | None = None
    answers: tuple[str, ...] = ()
    left: int | None = None

    @property
    def span(self) -> Span:
        """The days it covers."""
        return Span(self.first, self.last)


@dataclass(frozen=True)
class Step:
    """One line of an order's history; `evidence` is what a probe showed, where one brought it there."""

    order: str
    state: State
    at: datetime
    actor: str
    note: str
    evidence: Mapping[str, Any] = field(default_factory=dict)
