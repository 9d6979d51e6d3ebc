"""Popularity lists as people have them: `rank,domain` CSV or one host a line, plain or gzipped.

The reader bears what real lists hold: a byte order mark, a header, quotes, capitals, trailing dots, international
names, comments, empty lines. A line that still holds no domain name is left out and told with file and line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyarrow as pa

from tidegate.dns.collisions.packed import opened
from tidegate.errors import TidegateError
from tidegate.names.domain import BadDomainError, normalise

_SCHEMA = pa.schema([pa.field("host", pa.string()), pa.field("rank", pa.int64()), pa.field("line", pa.int64())])
_CHUNK = 50_000
_LONGEST_LINE = 4_096
_RANK = re.compile(r"[0-9]{1,18}\Z")


@dataclass(frozen=True)
class Listing:
    """One list: `hosts` with columns host (canonical), rank (null where the list gives none) and line (from 1), and
    the flawed lines as `FILE:LINE: reason`."""

    file: str
    hosts: pa.Table
    flaws: tuple[str, ...]


class Entry(NamedTuple):
    """One line of a list."""

    host: str
    rank: int | None
    line: int


def read(path: Path) -> Listing:
    """The list at `path`; TidegateError where it cannot be read or holds no domain name at all."""
    flaws: list[str] = []
    with opened(path) as file:
        hosts = _table(entries(_lines(file), path.name, flaws))
    if not hosts.num_rows:
        raise TidegateError(flaws[0] if flaws else f"{path.name}:1: the list is empty")
    return Listing(path.name, hosts, tuple(flaws))


def entries(lines: Iterable[bytes], file: str, flaws: list[str]) -> Iterator[Entry]:
    """The entries in `lines`, in order; what is wrong with a line is added to `flaws` as `FILE:LINE: reason`."""
    for number, raw in enumerate(lines, start=1):
        text = raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip()
        if not text or text.startswith("#") or (number == 1 and "." not in text):  # without a dot: the header
            continue
        rank, host = _fields(text)
        try:
            yield Entry(normalise(host), rank, number)
        except BadDomainError as error:
            flaws.append(f"{file}:{number}: {error}")


def _fields(text: str) -> tuple[int | None, str]:
    """A line's rank, if its first column is a whole number, and its host: the first column with a dot, or the last;
    of an address on the web only the host."""
    columns = [column.strip().strip("\"'") for column in text.replace("\t", ",").split(",")]
    rank = int(columns[0]) if len(columns) > 1 and _RANK.match(columns[0]) else None
    host = next((column for column in columns if "." in column), columns[-1])
    return rank, host.rpartition("//")[2].partition("/")[0]


def _table(found: Iterator[Entry]) -> pa.Table:
    chunks = []
    while chunk := list(islice(found, _CHUNK)):
        columns = zip(*((entry.host, entry.rank, entry.line) for entry in chunk), strict=True)
        chunks.append(pa.table([list(column) for column in columns], schema=_SCHEMA))
    return pa.concat_tables(chunks) if chunks else _SCHEMA.empty_table()


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of `file`, each cut to a length no domain name needs, so that no file can fill the memory."""
    while line := file.readline(_LONGEST_LINE):
        yield line
        while len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(_LONGEST_LINE)
