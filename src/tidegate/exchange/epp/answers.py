"""What became of each name, as the answer file of a registry: CSV `name,outcome,note`."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from tidegate.exchange.epp.journal import Entry
from tidegate.store.files import whole

HEADER = ("name", "outcome", "note")


def write(path: Path, entries: Iterable[Entry]) -> None:
    """Write `entries` to `path`, whole or not at all; a name that was given back says so in its note."""
    with whole(path) as binary:
        stream = io.TextIOWrapper(binary, "utf-8", newline="")
        rows = csv.writer(stream)
        rows.writerow(HEADER)
        rows.writerows((entry.name, entry.word, _note(entry)) for entry in entries)
        stream.detach()  # which writes what is left, and leaves the file open for its owner


def _note(entry: Entry) -> str:
    return f"released: {entry.note}" if entry.action == "release" else entry.note
