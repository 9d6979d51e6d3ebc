"""A name a line. What follows a blank or a `#` is not looked at."""

import re
from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa

from tidegate.identify.readers.lines import matches
from tidegate.identify.readers.tally import Tally

NAME = "plain"
_MEANT = re.compile(rb"^\s*(?P<name>[^\s#]+)")


def recognises(head: bytes) -> bool:
    """Any text: it is asked last."""
    return True


def names(stream: BinaryIO, tally: Tally, column: str | None) -> Iterator[pa.BinaryArray]:
    return matches(stream, _MEANT, tally, "the line is empty")
