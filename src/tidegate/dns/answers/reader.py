"""A registry's answer as rows: what it says of each name, and of each line that cannot be read, why. Pure.

Tolerant of how it is written (order and spelling of headings, separators, quotes, comments, upper case, trailing dots,
international names), strict in what comes out: every line is a row.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tidegate.dns.answers.layout import Layout, layout
from tidegate.dns.answers.outcome import SYNONYMS, outcome
from tidegate.dns.answers.records import Record, records
from tidegate.errors import TidegateError
from tidegate.names.domain import BadDomainError, normalise

LINES = pa.schema(
    [
        pa.field("line", pa.int32()),
        pa.field("name", pa.string()),  # null where the line cannot be read
        pa.field("outcome", pa.string()),
        pa.field("note", pa.string()),
        pa.field("flaw", pa.string()),  # null where it can
    ]
)
_BATCH = 65_536
_LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_PLAIN = rf"^(?:{_LABEL}\.)+{_LABEL}$"


def read(lines: Iterable[str], file: str) -> pa.Table:
    """The rows of the answer in `lines`, with the columns `LINES`; TidegateError where it is no answer at all."""
    source = iter(lines)
    passed: list[str] = []
    found = _layout(source, passed, file)
    every = records(chain(passed, source), found.delimiter)
    if found.headed:
        next(every)
    return pa.Table.from_batches(_batches(every, found), LINES)


def _layout(source: Iterator[str], passed: list[str], file: str) -> Layout:
    for line in source:
        passed.append(line)
        if line.strip() and not line.lstrip().startswith("#"):
            return layout(line, file, len(passed))
    raise TidegateError(f"{file}: says nothing")


def _batches(every: Iterator[Record], found: Layout) -> Iterator[pa.RecordBatch]:
    while some := list(islice(every, _BATCH)):
        yield _batch(some, found)


def _batch(some: list[Record], found: Layout) -> pa.RecordBatch:
    raw_names = pa.array([_cell(cells, found.name) for _, cells in some], pa.string())
    names, bad_names = _names(raw_names)
    outcomes, bad_outcomes = _outcomes(pa.array([_cell(cells, found.outcome) for _, cells in some], pa.string()))
    flaws = pc.coalesce(bad_names, pc.if_else(pc.is_null(bad_outcomes), None, _with(raw_names, bad_outcomes)))
    readable = pc.is_null(flaws)
    columns: dict[str, Any] = {
        "line": pa.array([line for line, _ in some], pa.int32()),
        "name": pc.if_else(readable, names, None),
        "outcome": pc.if_else(readable, outcomes, None),
        "note": pa.array([_note(cells, found) for _, cells in some], pa.string()),
        "flaw": flaws,
    }
    return pa.record_batch([columns[field.name] for field in LINES], schema=LINES)


def _cell(cells: list[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _note(cells: list[str], found: Layout) -> str:
    """The note; a note with separators in it that nobody quoted is what follows, too, where it comes last."""
    if found.note is None:
        return ""
    is_last = found.note > max(found.name, found.outcome) and not found.headed
    return found.delimiter.join(cells[found.note :]) if is_last else _cell(cells, found.note)


def _names(raw: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The canonical names, and for each that is none, why; few need more than lower case."""
    names = pc.utf8_rtrim(pc.utf8_lower(raw), ".")
    fine = pc.and_(pc.match_substring_regex(names, _PLAIN), pc.less_equal(pc.utf8_length(names), 253))
    odd = pc.indices_nonzero(pc.invert(fine)).to_pylist()
    if not odd:
        return names, pa.nulls(len(raw), pa.string())
    values: list[str | None] = names.to_pylist()
    flaws: list[str | None] = [None] * len(raw)
    for place in odd:
        values[place], flaws[place] = _name(raw[place].as_py())
    return pa.array(values, pa.string()), pa.array(flaws, pa.string())


def _name(text: str) -> tuple[str | None, str | None]:
    try:
        return normalise(text), None
    except BadDomainError as error:
        return None, str(error)


def _outcomes(raw: pa.Array) -> tuple[pa.Array, pa.Array]:
    """What is said, and for each that nobody understands, why. There are few different words."""
    encoded = raw.dictionary_encode()
    words = encoded.dictionary.to_pylist()
    said = [outcome(word) for word in words]
    flaws = [None if found else _flaw(word) for word, found in zip(words, said, strict=True)]
    meanings = pa.array([found.value if found else None for found in said], pa.string())
    return meanings.take(encoded.indices), pa.array(flaws, pa.string()).take(encoded.indices)


def _flaw(word: str) -> str:
    if not word:
        return "no outcome"
    return f"unknown outcome {word!r}; say {', '.join(SYNONYMS)}"


def _with(names: pa.Array, flaws: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(names, flaws, ": ")
