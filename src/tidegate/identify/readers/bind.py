"""BIND's query log: `... client @0x7f 192.0.2.1#5353 (name): query: name IN A +E(0)K (198.51.100.1)`.

Source: BIND 9 Administrator Reference Manual, "query-log" and its category `queries`.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa

from tidegate.identify.readers.lines import matches
from tidegate.identify.readers.tally import Tally

NAME = "bind"
_QUERY = re.compile(rb" query: (?P<name>\S+) \S+ \S+ [-+]")


def recognises(head: bytes) -> bool:
    return bool(_QUERY.search(head)) and b"client " in head


def names(stream: BinaryIO, tally: Tally, column: str | None) -> Iterator[pa.BinaryArray]:
    return matches(stream, _QUERY, tally, "the line is no query")
