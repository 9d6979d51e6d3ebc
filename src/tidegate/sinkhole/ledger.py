"""What of a journal is in the lake already, so that it need not be read again."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tidegate.errors import TidegateError
from tidegate.store.files import whole

_FILE = "ingested.json"


@dataclass(frozen=True)
class Entry:
    """One segment as it was when it was read: its length, its sightings by UTC day, and what was wrong with it."""

    bytes: int
    sightings: dict[str, int] = field(default_factory=dict)
    unfinished: int = 0  # bytes of a frame that was never finished, and so never acknowledged
    damage: tuple[str, ...] = ()

    @property
    def days(self) -> Iterable[date]:
        """The days that have a part in the lake from it."""
        return map(date.fromisoformat, self.sightings)


@dataclass
class Ledger:
    """The entries of a journal, by the segments' parts."""

    folder: Path
    entries: dict[str, Entry]

    @classmethod
    def load(cls, folder: Path) -> "Ledger":
        """The ledger in `folder`; an empty one where there is none."""
        path = folder / _FILE
        try:
            left = json.loads(path.read_text())
            return cls(
                folder, {part: Entry(**{**entry, "damage": tuple(entry["damage"])}) for part, entry in left.items()}
            )
        except FileNotFoundError:
            return cls(folder, {})
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise TidegateError(f"{path}: {error}; remove the file and everything is ingested anew") from None

    def enter(self, part: str, entry: Entry) -> None:
        """Write down, for good, that this much of the segment is in the lake."""
        self.entries[part] = entry
        with whole(self.folder / _FILE) as stream:
            stream.write(json.dumps({part: asdict(entry) for part, entry in self.entries.items()}).encode())


def _entry(values: dict[str, Any]) -> Entry:
    return Entry(**{**values, "damage": tuple(values["damage"])})
