"""Which column of a registry's file holds what: by its headings, or by what stands in the first line. Pure."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from tidegate.dns.answers.outcome import outcome, plain
from tidegate.errors import TidegateError
from tidegate.names.domain import BadDomainError, normalise

DELIMITERS = (",", ";", "\t", "|")
NAME = ("name", "domain", "domain name", "domainname", "fqdn", "hostname", "host", "domaine", "dominio")
OUTCOME = ("outcome", "status", "result", "response", "answer", "state", "statut", "estado")
NOTE = ("note", "notes", "comment", "comments", "remark", "remarks", "reason", "message", "details", "explanation")
"""What the columns are called, the likeliest first. Case and punctuation do not matter."""


@dataclass(frozen=True)
class Layout:
    """The places of the columns, from 0; `note` is None where there is none. `headed`: the first line is headings."""

    delimiter: str
    name: int
    outcome: int
    note: int | None
    headed: bool


def layout(first: str, file: str, line: int) -> Layout:
    """The layout of the file whose `first` line with anything in it is `line`; TidegateError where nobody can tell."""
    for delimiter in DELIMITERS:
        cells = [cell.strip() for cell in next(csv.reader([first], delimiter=delimiter), [])]
        found = _headed(cells, delimiter) or _bare(cells, delimiter)
        if found:
            return found
    raise TidegateError(
        f"{file}:{line}: {first.strip()[:80]!r} are neither headings with a name and an outcome among them, nor a name "
        "and its outcome"
    )


def _headed(cells: Sequence[str], delimiter: str) -> Layout | None:
    words = [plain(cell) for cell in cells]
    name, said, note = (_place(words, known) for known in (NAME, OUTCOME, NOTE))
    return None if name is None or said is None else Layout(delimiter, name, said, note, headed=True)


def _bare(cells: Sequence[str], delimiter: str) -> Layout | None:
    for name, said in ((0, 1), (1, 0)):
        if len(cells) > 1 and _is_name(cells[name]) and outcome(cells[said]):
            return Layout(delimiter, name, said, 2 if len(cells) > 2 else None, headed=False)
    return None


def _place(words: Sequence[str], known: Sequence[str]) -> int | None:
    return next((words.index(word) for word in known if word in words), None)


def _is_name(text: str) -> bool:
    try:
        return "." in normalise(text)
    except BadDomainError:
        return False
