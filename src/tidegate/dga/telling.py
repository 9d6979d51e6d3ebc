"""What names tell, as others read it: a line, a row or a JSON object for the names that tell something together."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TextIO

from tidegate.dga.decoding import Told


def text(found: Iterable[Told], stream: TextIO) -> None:
    """For people: the first name, how many more there are, and what is known."""
    for one in found:
        more = f" and {len(one.names) - 1} more" if len(one.names) > 1 else ""
        facts = ", ".join(f"{key} {value}" for key, value in _plain(one).items() if value != "")
        stream.write(f"{one.names[0]}{more}  {facts}\n")


def as_csv(found: Iterable[Told], stream: TextIO) -> None:
    """A row each; what is a list has `; ` between, and what is not known is empty."""
    listed = list(found)
    columns = dict.fromkeys(["names", *(key for one in listed for key in one.facts)])
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({"names": "; ".join(one.names), **_plain(one)} for one in listed)


def jsonl(found: Iterable[Told], stream: TextIO) -> None:
    """An object each: `names`, and what they tell."""
    for one in found:
        stream.write(json.dumps({"names": list(one.names), **one.facts}) + "\n")


FORMATS: Mapping[str, Callable[[Iterable[Told], TextIO], None]] = {"text": text, "csv": as_csv, "jsonl": jsonl}


def _plain(one: Told) -> dict[str, str]:
    return {key: _cell(value) for key, value in one.facts.items()}


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(map(_cell, value))
    text = "" if value is None else str(value)
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
