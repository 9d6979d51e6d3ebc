"""The manifest: what an export holds, for whom, until when, and how to see that nothing was changed on the way."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from tidegate.dns.export.snapshot import Facts
from tidegate.policy import Label

NAME = "manifest.json"


@dataclass(frozen=True)
class FileFacts:
    """One file of the export: its name, size in bytes, and SHA-256 in hexadecimal."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """Everything there is to say of one export. `delta_of` is the serial of the list that a delta changes, `added` and
    `withdrawn` how many rows it has; `facts` are those of the whole list either way."""

    operation: str
    registry: str
    format: str
    serial: int
    delta_of: int | None
    sent: bool
    label: Label
    orders: tuple[str, ...]
    made_at: datetime
    facts: Facts
    added: int | None
    withdrawn: int | None
    files: tuple[FileFacts, ...]

    def as_json(self) -> str:
        """The manifest as it stands in `manifest.json`; moments in UTC."""
        return json.dumps(self.as_values(), indent=2) + "\n"

    def as_values(self) -> dict[str, Any]:
        """The manifest in JSON's own values."""
        values = {**vars(self), **vars(self.facts)}
        del values["facts"]
        label = {
            "tlp": str(self.label.tlp),
            "pap": str(self.label.pap),
            "compartments": sorted(self.label.compartments),
        }
        files = [asdict(file) for file in values.pop("files")]
        return {**{key: _plain(value) for key, value in values.items()}, "label": label, "files": files}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    return list(value) if isinstance(value, tuple) else value
