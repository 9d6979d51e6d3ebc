"""Passive DNS in the Common Output Format: a JSON object a line, whose `rrname` is the name.

Source: draft-dulaunoy-dnsop-passive-dns-cof.
"""

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa

from tidegate.identify.readers import json_lines
from tidegate.identify.readers.lines import lines
from tidegate.identify.readers.tally import Tally

NAME = "cof"


def recognises(head: bytes) -> bool:
    return head.startswith(b"{") and b'"rrname"' in head


def names(stream: BinaryIO, tally: Tally, column: str | None) -> Iterator[pa.BinaryArray]:
    for batch in lines(stream, tally):
        yield json_lines.field(batch, column or "rrname", tally, "the object has no rrname")
