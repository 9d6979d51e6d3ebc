"""The sheet that names are written on."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tidegate.dga.spelling.twins import twin
from tidegate.dga.spelling.words import Table, put_word

Sheet = Any
"""The names being written: a `Page` in CPython, `Columns` in compiled code."""


class EnoughError(Exception):
    """A page has all the names that were asked for."""


class Page:
    """The sheet of CPython: names with the number of each one's ending, at most `limit`."""

    def __init__(self, endings: Sequence[bytes], limit: int | None = None) -> None:
        self.text = bytearray()
        self.names: list[str] = []
        self.suffixes: list[int] = []
        self._endings, self._limit = endings, limit

    def end(self, ending: int) -> None:
        if len(self.names) == self._limit:
            raise EnoughError
        self.text += b"." + self._endings[ending]
        self.names.append(self.text.decode("ascii"))
        self.suffixes.append(ending)
        self.text.clear()


class Columns(NamedTuple):
    """The sheet of compiled code: Arrow's buffers to be, of which `text` has SLACK bytes more. Beyond their ends only
    `cursor` goes on."""

    text: NDArray[np.uint8]
    cursor: NDArray[np.int64]  # bytes written, names ended, names wanted, bytes at the end of the last name
    ends: NDArray[np.int32]
    suffixes: NDArray[np.int16]
    endings: Table  # each with its dot


def _end(sheet: Sheet, ending: int) -> None:
    put_word(sheet, sheet.endings, ending)
    number = sheet.cursor[1]
    if number >= sheet.cursor[2]:  # nobody wants it
        sheet.cursor[0] = sheet.cursor[3]
        return
    if number < len(sheet.suffixes):
        sheet.suffixes[number] = ending
        sheet.ends[number + 1] = sheet.cursor[0]
    sheet.cursor[1] = number + 1
    sheet.cursor[3] = sheet.cursor[0]


@twin(_end)
def end(sheet: Sheet, ending: int) -> None:
    """End the name with a dot and the variant's ending of this number, counted from 0."""
    sheet.end(ending)
