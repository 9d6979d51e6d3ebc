"""What a sensor took and what it dropped, by class. Bots never see it: it goes to a file beside the journal."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from tidegate.errors import TidegateError

ENDING = ".counters.json"


class Drop(StrEnum):
    """Why something that reached a sensor is no sighting, or was not answered."""

    HALF_OPEN = "half-open"  # a connection that ended, or was ended, without one byte
    CUT = "cut"  # it ended in the middle of a request
    SLOW = "slow"  # the request was not complete in time
    TOO_LARGE = "too-large"
    MALFORMED = "malformed"
    PIPELINED = "pipelined"  # more requests ahead of their answers than a connection may have
    UNREAD = "unread"  # the client did not read its answers
    CROWDED = "crowded"  # more connections than the sensor holds
    OVERLOAD = "overload"  # the disk was slower than the requests
    DISK = "disk"  # the disk was full or failing
    UNSENT = "unsent"  # recorded, but the answer could not be sent
    KERNEL = "kernel"  # datagrams that the kernel had no room for


@dataclass
class Counters:
    """One worker's counts since `since`, over restarts: recorded (so, durable) check-ins, and drops by class."""

    sensor: str
    worker: int
    since: datetime
    recorded: int = 0
    drops: Counter[str] = field(default_factory=Counter)

    @classmethod
    def resume(cls, folder: Path, sensor: str, worker: int) -> Self:
        """The counts that the worker left in `folder`; zeros where it left none that can be read."""
        counters = cls(sensor, worker, datetime.now(UTC))
        try:
            left = json.loads(counters.path(folder).read_text())
            counters.since = datetime.fromisoformat(left["since"])
            counters.recorded = int(left["recorded"])
            counters.drops.update(left["drops"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return counters

    def drop(self, where: str, why: Drop, count: int = 1) -> None:
        """Count what was dropped, as `http half-open`."""
        self.drops[f"{where} {why}"] += count

    def save(self, folder: Path) -> None:
        """Leave the counts in `folder`."""
        path = self.path(folder)
        unfinished = path.with_name(f".{path.name}")
        unfinished.write_text(json.dumps(self.as_json()))
        unfinished.replace(path)

    def as_json(self) -> dict[str, Any]:
        """The counts as JSON values, as of now."""
        return {
            "sensor": self.sensor,
            "worker": self.worker,
            "since": self.since.isoformat(timespec="seconds"),
            "as_of": datetime.now(UTC).isoformat(timespec="seconds"),
            "recorded": self.recorded,
            "drops": dict(self.drops),
        }

    def path(self, folder: Path) -> Path:
        """Where the counts are left."""
        return folder / f"{self.sensor}.{self.worker}{ENDING}"


def read(folder: Path) -> list[dict[str, Any]]:
    """The counts of all workers whose journals are in `folder`, as JSON values."""
    found = []
    for path in sorted(folder.glob(f"[!.]*{ENDING}")):
        try:
            found.append(json.loads(path.read_text()))
        except ValueError as error:
            raise TidegateError(f"{path}: {error}") from None
    return found
