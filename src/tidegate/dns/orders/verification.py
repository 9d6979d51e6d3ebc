"""What a probe shows of an order: that it is verified, that it regressed, or neither. Pure.

An order is verified when every name that it asks for is seen denied, or, of each suffix on each day, a random sample of
which none is seen otherwise, large enough that no more than `MOST_OPEN` of the names can be open, at a confidence of
`CONFIDENCE`. A single name that is seen open after its registry said that it acted is a regression. A name of which the
probe could not tell proves neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tidegate.dns.bound import CONFIDENCE, most_open
from tidegate.dns.orders.order import Order
from tidegate.dns.orders.state import CLAIMED, NEXT, State

MOST_OPEN = 0.05
"""The share of a suffix's names on a day that may be open for all that a sample can tell."""


@dataclass(frozen=True)
class Seen:
    """How many names an order asks for under a suffix on a day, and what the newest probes saw of them."""

    day: date
    suffix: str
    asked: int
    denied: int
    open: int
    unknown: int

    @property
    def open_at_most(self) -> float:
        """The share that may be open, at `CONFIDENCE`, where what was seen is denied: 0 where that is all."""
        return most_open(0, self.denied, self.asked) / self.asked if self.asked else 0.0


@dataclass(frozen=True)
class Evidence:
    """What a step rests on: the probe's run, the names asked for and seen, and what a sample leaves possible."""

    run: str
    asked: int
    denied: int
    open: int
    unknown: int
    open_at_most: float
    confidence: float = CONFIDENCE

    @property
    def is_sample(self) -> bool:
        """Whether it says something of all names by some of them."""
        return self.denied + self.open + self.unknown < self.asked

    def __str__(self) -> str:
        seen = self.denied + self.open + self.unknown
        if self.open:
            return f"{self.open:,} of {seen:,} names seen are open"
        if not self.is_sample:
            return "its only name is denied" if self.asked == 1 else f"all {self.asked:,} names are denied"
        return f"all {seen:,} of {self.asked:,} names drawn are denied: at most {self.open_at_most:.1%} open anywhere"


@dataclass(frozen=True)
class Proof:
    """The state that a probe brings an order to, and why."""

    state: State
    evidence: Evidence


def proof(order: Order, seen: Sequence[Seen], run: str) -> Proof | None:
    """What `seen`, of every suffix and day that `order` asks something for, proves; None where that is nothing new."""
    evidence = Evidence(
        run,
        asked=sum(one.asked for one in seen),
        denied=sum(one.denied for one in seen),
        open=sum(one.open for one in seen),
        unknown=sum(one.unknown for one in seen),
        open_at_most=max((one.open_at_most for one in seen), default=1.0),
    )
    state = _shown(order, evidence)
    return Proof(state, evidence) if state in NEXT[order.state] else None


def _shown(order: Order, evidence: Evidence) -> State | None:
    if evidence.open:
        return State.REGRESSED if order.state in CLAIMED else None
    is_proved = evidence.asked and not evidence.unknown and evidence.open_at_most <= MOST_OPEN
    return State.VERIFIED if is_proved else None
