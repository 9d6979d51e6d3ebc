"""What became of each name, as the answer file of a registry: CSV `name,outcome,note`.

A name that was given back is not done any more, whatever was answered before: it is told as refused.
"""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from tidegate.dns.answers.outcome import Outcome
from tidegate.exchange.epp.journal import Entry
from tidegate.exchange.epp.wish import Action
from tidegate.store.files import whole

HEADER = ("name", "outcome", "note")


def write(path: Path, entries: Iterable[Entry]) -> None:
    """Write `entries` to `path`, whole or not at all."""
    with whole(path) as binary:
        stream = io.TextIOWrapper(binary, "utf-8", newline="")
        rows = csv.writer(stream)
        rows.writerow(HEADER)
        rows.writerows(map(_row, entries))
        stream.detach()  # which writes what is left, and leaves the file open for its owner


def _row(entry: Entry) -> tuple[str, str, str]:
    if entry.action != Action.RELEASE:
        return entry.name, entry.word, entry.note
    if entry.word == Outcome.DONE:
        return entry.name, Outcome.REFUSED.value, f"given back: {entry.note}"
    return entry.name, entry.word, f"to be given back: {entry.note}"
