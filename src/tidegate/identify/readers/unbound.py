"""Unbound's query log: `[1238527510] unbound[77:0] info: 192.0.2.1 name. A IN`; that of replies has more behind.

Source: unbound.conf(5), `log-queries` and `log-replies`.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa

from tidegate.identify.readers.lines import matches
from tidegate.identify.readers.tally import Tally

NAME = "unbound"
_QUERY = re.compile(rb" (?:info|query|reply): [0-9a-fA-F.:]+(?:@\d+)? (?P<name>\S+\.) [A-Z0-9]+ [A-Z0-9]+(?:\s|$)")


def recognises(head: bytes) -> bool:
    return any(_QUERY.search(line) for line in head.splitlines())


def names(stream: BinaryIO, tally: Tally, column: str | None) -> Iterator[pa.BinaryArray]:
    return matches(stream, _QUERY, tally, "the line is no query")
