"""What all chapters of a drill share: the home, the clock, the world outside, and what came out so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from tidegate.drill.clock import Clock
from tidegate.drill.globe import Globe
from tidegate.drill.narrator import Narrator
from tidegate.drill.promises import Promises
from tidegate.names.days import Span, midnight
from tidegate.operation import opening
from tidegate.operation.clearance import LOCAL, viewer
from tidegate.operation.model import Operation
from tidegate.policy import Viewer
from tidegate.store import Home
from tidegate.store.lake import Lake
from tidegate.store.records import Records

OPERATION = "conficker"
DEADLINE = date(2009, 4, 1)
"""The day on which variant C begins to look names up."""
LEAST_DAYS = 8
"""A shorter drill has no room for its story."""


def span_of(days: int) -> Span:
    """`days` days around the deadline: as many before it as after it, with the deadline itself among the later ones."""
    return Span.of(DEADLINE - timedelta(days=(days + 1) // 2), days)


@dataclass
class Stage:
    """One drill. `folder` holds what is the drill's own and no part of the operation's home; `taken` is the adversary's
    name and the day whose rendezvous it is, once there is one; `results` what is reported in the end."""

    home: Home
    clock: Clock
    span: Span
    bots: int
    seed: int
    narrator: Narrator
    promises: Promises
    globe: Globe
    taken: tuple[str, date] | None = None
    briefings: list[Path] = field(default_factory=list)
    results: dict[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return folder_of(self.home)

    @property
    def records(self) -> Records:
        return self.home.records

    @property
    def lake(self) -> Lake:
        return self.home.lake

    @cached_property
    def operation(self) -> Operation:
        """The operation, once it is open."""
        return opening.get(self.records, OPERATION)

    @property
    def member(self) -> str:
        """Who acts."""
        return LOCAL

    @property
    def viewer(self) -> Viewer:
        """Who acts, as the policy sees them."""
        return viewer(self.records, LOCAL)

    def at(self, moment: datetime) -> None:
        """Go on to `moment`."""
        self.clock.advance(moment)

    def tell(self, text: str) -> None:
        """One line of the story, now."""
        self.narrator.tell(self.clock.now(), text)


def folder_of(home: Home) -> Path:
    """Where a drill keeps what is no part of the operation: its world, its clock, its truth."""
    return home.path / "drill"


def morning(day: date, hour: int = 10) -> datetime:
    """That hour of `day`, UTC."""
    return midnight(day) + timedelta(hours=hour)


def listed(names: Sequence[str], most: int = 8) -> str:
    """`a, b, c`, and how many more."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
