"""Matches as others read them: a line a match as text or CSV, a JSON object a name."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TextIO

from tidegate.identify.match import Match

Found = Iterator[tuple[str, Sequence[Match]]]
"""Names that matched, with their matches."""
COLUMNS = ("name", "family", "variant", "config", "from", "to", "position", "kind")


def text(found: Found, stream: TextIO) -> None:
    """For people: name, model, when it is valid, and where it stands in its list."""
    for name, matches in found:
        for match in matches:
            stream.write(f"{name}  {sentence(match)}\n")


def as_csv(found: Found, stream: TextIO) -> None:
    """A row a match; what is not known is empty."""
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for name, matches in found:
        writer.writerows({"name": name} | match.row() for match in matches)


def jsonl(found: Found, stream: TextIO) -> None:
    """An object for each name, with all its matches."""
    for name, matches in found:
        stream.write(json.dumps({"name": name, "matches": [match.row() for match in matches]}) + "\n")


FORMATS: Mapping[str, Callable[[Found, TextIO], None]] = {"text": text, "csv": as_csv, "jsonl": jsonl}


def sentence(match: Match) -> str:
    """`conficker/b, 2009-03-13, position 0`."""
    model = " ".join(filter(None, (f"{match.family}/{match.variant}", match.config)))
    if match.position is None:
        return f"{model}, looks like it"
    if match.first is None or match.last is None:
        return f"{model}, on all days, position {match.position}"
    days = f"{match.first}" if match.first == match.last else f"{match.first} to {match.last}"
    return f"{model}, {days}, position {match.position}"
