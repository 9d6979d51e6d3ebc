"""CSV with a header (RFC 4180): the names are in one column."""

import csv
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

import pyarrow as pa

from tidegate.errors import TidegateError
from tidegate.identify.readers.lines import LONGEST, lines
from tidegate.identify.readers.tally import Tally

NAME = "csv"
COLUMNS = ("name", "domain", "query", "qname", "host", "rrname")
"""Where names are looked for when nobody says the column."""
_ROWS = 65_536
csv.field_size_limit(2 * LONGEST)


def recognises(head: bytes) -> bool:
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    listed = [field.strip().strip('"').lower() for field in first.split(",")]
    return len(listed) > 1 and any(column in listed for column in COLUMNS)


def names(stream: BinaryIO, tally: Tally, column: str | None) -> Iterator[pa.BinaryArray]:
    rows = _rows(stream, tally)
    place = _place(next(rows, []), column)
    tally.records -= 1
    while some := list(islice(rows, _ROWS)):
        found = [row[place].encode("utf-8", "surrogateescape") for row in some if place < len(row)]
        tally.skip("the row has no such column", len(some) - len(found))
        yield pa.array(found, pa.binary())


def _rows(stream: BinaryIO, tally: Tally) -> Iterator[list[str]]:
    rows = csv.reader(_texts(stream, tally))
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error:
            tally.skip("the row is no CSV")


def _texts(stream: BinaryIO, tally: Tally) -> Iterator[str]:
    for batch in lines(stream, tally):
        for line in batch.to_pylist():
            yield line.decode("utf-8", "surrogateescape").replace("\0", "\ufffd")


def _place(header: list[str], column: str | None) -> int:
    listed = [field.strip().lower() for field in header]
    wanted = [column.lower()] if column else list(COLUMNS)
    for name in wanted:
        if name in listed:
            return listed.index(name)
    raise TidegateError(f"the CSV has no column {' or '.join(wanted)}, but {', '.join(listed) or 'none at all'}")
