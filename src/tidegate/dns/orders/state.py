"""The states of a work order, and which may follow which. Pure.

drafted -> sent -> acknowledged -> acted -> verified -> regressed -> released, or refused on the way. What a registry
says leads to acknowledged, acted and refused; only a probe leads to verified and regressed. That a registry is silent
is no state: it is derived from the clock (`tidegate.dns.orders.due`).
"""

from collections.abc import Mapping
from enum import StrEnum

from tidegate.errors import UnknownNameError

_SPELLINGS = {"done": "acted"}
"""What states are called besides: old logs and people say `done`."""


class State(StrEnum):
    """How far an order has come."""

    DRAFTED = "drafted"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ACTED = "acted"
    VERIFIED = "verified"
    REGRESSED = "regressed"
    RELEASED = "released"
    REFUSED = "refused"

    @classmethod
    def parse(cls, text: str) -> "State":
        """The state called `text`; UnknownNameError lists them otherwise."""
        try:
            return cls(_SPELLINGS.get(text, text))
        except ValueError:
            raise UnknownNameError("state of an order", text, cls) from None


NEXT: Mapping[State, tuple[State, ...]] = {
    State.DRAFTED: (State.SENT,),
    State.SENT: (State.ACKNOWLEDGED, State.ACTED, State.VERIFIED, State.REFUSED, State.RELEASED),
    State.ACKNOWLEDGED: (State.ACTED, State.VERIFIED, State.REFUSED, State.SENT, State.RELEASED),
    State.ACTED: (
        State.ACKNOWLEDGED,  # part of the word is taken back
        State.VERIFIED,
        State.REGRESSED,
        State.REFUSED,
        State.SENT,
        State.RELEASED,
    ),
    State.VERIFIED: (
        State.ACKNOWLEDGED,
        State.ACTED,  # the registry's word comes after the proof
        State.REGRESSED,
        State.REFUSED,
        State.SENT,
        State.RELEASED,
    ),
    State.REGRESSED: (
        State.ACKNOWLEDGED,
        State.ACTED,
        State.VERIFIED,
        State.REFUSED,
        State.SENT,
        State.RELEASED,
    ),
    State.RELEASED: (State.SENT,),
    State.REFUSED: (State.SENT,),
}
"""Which states may follow which: the one table."""
PROVED = (State.VERIFIED, State.REGRESSED)
"""The states that a probe brings, never a person."""
CLAIMED = (State.ACTED, State.VERIFIED, State.REGRESSED)
"""The states in which the registry's word stands that its part is done.

A regressed order is among them: most of its names may still be denied, and a block cannot be seen without the
registry's word. Which of them are open, the probe says name by name.
"""
OPEN = (State.DRAFTED, State.SENT, State.ACKNOWLEDGED, State.REGRESSED)
"""The states in which somebody has still to act, unless it was refused."""
ENDED = (State.REFUSED, State.RELEASED)
"""The states in which nothing is asked any more."""
