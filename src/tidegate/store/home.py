"""The directory that holds everything of one Tidegate: records, lake, journals and what was sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tidegate.store.records import Records

if TYPE_CHECKING:
    from tidegate.store.lake import Lake


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Home:
    """Where the stores of one Tidegate live, and its clock. Nothing is created before something is written."""

    path: Path
    now: Callable[[], datetime] = _now
    """The moment in UTC that what is done now is recorded with; a drill replays another year."""

    @cached_property
    def records(self) -> Records:
        """The event log and its projections."""
        return Records(f"sqlite:///{self.path / 'records.sqlite'}", self.now)

    @cached_property
    def lake(self) -> "Lake":
        """The Parquet tables."""
        from tidegate.store.lake import Lake  # late: its engine takes most of a second to import

        return Lake(self.path / "lake")

    def folder(self, kind: str, operation: str) -> Path:
        """The folder for `operation`'s files of one kind (`journal`, `sent`); the caller makes it when it writes."""
        return self.path / kind / operation


_used: list[Home] = []


def use(home: Home) -> Home:
    """Say that this process works with `home`: its models are then among all others."""
    _used[:] = [home]
    return home


def in_use() -> Home | None:
    """The home that this process works with, if it was said."""
    return _used[0] if _used else None
