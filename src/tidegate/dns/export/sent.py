"""What each registry was last sent. The record says which list it was; the list itself is kept beside the record.

`HOME/sent/OPERATION/REGISTRY/SERIAL/` holds `list.parquet` (the columns of `blocklist`) and `manifest.json`. A list
that is there but not on the record was never sent: its export was killed.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tidegate.dns.export.manifest import NAME, Manifest
from tidegate.dns.orders.papers import EXPORTED
from tidegate.errors import TidegateError
from tidegate.store import Draft, Home

LIST = "list.parquet"


@dataclass(frozen=True)
class Past:
    """What the record says of a registry's lists: the serial of the last export, and of the last that was sent."""

    exported: int | None
    sent: int | None


def past(home: Home, operation: str, registry: str) -> Past:
    """The registry's past, from the record."""
    events = [event for event in home.records.events(operation, {EXPORTED}) if event.body["registry"] == registry]
    sent = [event for event in events if event.body["sent"]]
    return Past(*(found[-1].body["serial"] if found else None for found in (events, sent)))


def exported(manifest: Manifest) -> Draft:
    """The event that an export is."""
    values = manifest.as_values()
    keys = ("registry", "format", "serial", "delta_of", "sent", "orders", "names", "rendezvous", "added", "withdrawn")
    files = {file["name"]: file["sha256"] for file in values["files"]}
    return Draft(EXPORTED, manifest.operation, {**{key: values[key] for key in keys}, "files": files})


def kept(home: Home, operation: str, registry: str, serial: int) -> Path:
    """The list that was sent as `serial`; TidegateError where it is gone."""
    path = _folder(home, operation, registry, serial) / LIST
    if not path.exists():
        raise TidegateError(f"{path}: the list that was sent as {serial} is gone; send the full list again")
    return path


def keep(home: Home, manifest: Manifest, list_file: Path) -> None:
    """Keep the list at `list_file` (which is moved) as what was sent; in the place of one whose export was killed."""
    folder = _folder(home, manifest.operation, manifest.registry, manifest.serial)
    unfinished = folder.with_name(f".{folder.name}")
    for leftover in (folder, unfinished):
        shutil.rmtree(leftover, ignore_errors=True)
    unfinished.mkdir(parents=True)
    shutil.move(list_file, unfinished / LIST)
    (unfinished / NAME).write_text(manifest.as_json(), "utf-8")
    unfinished.rename(folder)


def _folder(home: Home, operation: str, registry: str, serial: int) -> Path:
    return home.folder("sent", operation) / registry / str(serial)
