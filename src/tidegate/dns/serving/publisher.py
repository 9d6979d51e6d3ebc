"""Publishing: the list of a moment becomes zone files with a new serial, which are loaded and put on the record."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tidegate.dns.export import serial as serials
from tidegate.dns.serving import listing, standing
from tidegate.dns.serving.listing import Changes
from tidegate.dns.serving.rolling import Rolling
from tidegate.operation.model import Operation
from tidegate.store import Home

_NEXT = "next.parquet"


@dataclass(frozen=True)
class Published:
    """A new serial is served."""

    serial: int
    changes: Changes


class Publisher:
    """Makes the zones of `operation` in `folder`, which holds the list of the newest serial beside them."""

    def __init__(self, home: Home, operation: Operation, rolling: Rolling, folder: Path) -> None:
        self._home, self._operation, self._rolling, self._folder = home, operation, rolling, folder

    def publish(
        self, now: datetime, takes: Iterable[str], load: Callable[[str], None], member: str
    ) -> Published | None:
        """Publish what is to be served at `now` as zones of the kinds `takes`, each of which is given to `load` by its
        name when its file is there; None where the list is the one that is served already."""
        last, kinds, new = self._last(), list(takes), self._folder / _NEXT
        base = self._list(last) if last is not None and self._list(last).exists() else None
        listing.write(new, self._home, self._operation, self._rolling, now)
        changes = listing.changes(self._home.lake, new, base, self._rolling, now)
        if last is not None and base is not None and not changes.differs:
            new.unlink()
            self._make(last, now, [kind for kind in kinds if not self.file(kind).exists()], load)
            return None
        serial = self._following(now)
        new.rename(self._list(serial))
        self._make(serial, now, kinds, load)
        self._home.records.append(member, [standing.published(self._operation.name, serial, changes)])
        self._forget_lists_but(serial)
        return Published(serial, changes)

    def file(self, takes: str) -> Path:
        """Where the zone of a kind is."""
        return self._folder / listing.zone_name(self._operation.name, takes)

    def _make(self, serial: int, now: datetime, takes: Sequence[str], load: Callable[[str], None]) -> None:
        span = self._rolling.span(now, self._operation.playbook.models)
        sheet = listing.sheet(self._operation, serial, span)
        for kind in takes:
            listing.zone_file(self._home.lake, self._list(serial), sheet, kind, self.file(kind))
            load(self.file(kind).name)

    def _last(self) -> int | None:
        made = standing.publications(self._home.records, self._operation.name)
        return made[-1].serial if made else None

    def _following(self, now: datetime) -> int:
        """A serial that no zone had before: not on the record, and not where we were killed before it came there."""
        serial = serials.following(self._last(), now.date())
        while self._list(serial).exists():
            serial = serials.following(serial, now.date())
        return serial

    def _list(self, serial: int) -> Path:
        return self._folder / f"list-{serial}.parquet"

    def _forget_lists_but(self, serial: int) -> None:
        for path in self._folder.glob("list-*.parquet"):
            if path != self._list(serial):
                path.unlink()
