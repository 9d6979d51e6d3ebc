"""Spelling names, letter by letter: what a generator writes on, in CPython and compiled.

A generator is one function, `spell(sheet, when, *inputs)`, that puts bytes on its sheet and ends each name. CPython
runs it as it stands, which is the plain reading of its specification; `tidegate.dga.compiler` compiles the same
function, whereby each function marked with `twin` is replaced by its twin, which means the same in compiled code.

So that both readings agree, a generator computes with whole numbers below 2^63 (compiled, they are signed 64-bit and
wrap): it masks with `& 0xFFFFFFFF` after each step of 32-bit arithmetic, and only divides, takes remainders of, shifts
right or compares what was masked. `tidegate.dga.primitives.word64` has what 64-bit arithmetic needs beside.
"""

from collections.abc import Callable, MutableSequence, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., Any])
Text = Any
"""Bytes being written: a sheet, or a scratch. In CPython and in compiled code they are different things."""
Sheet = Any
"""The names being written: a `Page` in CPython, `Columns` in compiled code."""
Bytes = Sequence[int]
"""A text as an input: the codes of its characters."""
Words = Any
"""Texts as an input: a list of bytes in CPython, a `Table` in compiled code."""


def twin(compiled: Callable[..., Any]) -> Callable[[F], F]:
    """Mark a function: in compiled code `compiled` stands for it."""

    def mark(plain: F) -> F:
        plain.compiled = compiled  # type: ignore[attr-defined]
        return plain

    return mark


def apart(function: F) -> F:
    """Mark a function: compiled code calls it, where a smaller one would be made part of its caller."""
    function.apart = True  # type: ignore[attr-defined]
    return function


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


class Scratch:
    """A text of its own, in CPython."""

    def __init__(self) -> None:
        self.text = bytearray()


class Table(NamedTuple):
    """Texts in compiled code: all of them in a row, and where each begins."""

    text: NDArray[np.uint8]
    starts: NDArray[np.int64]


class Columns(NamedTuple):
    """The sheet of compiled code: Arrow's buffers to be. Beyond their ends only `cursor` goes on."""

    text: NDArray[np.uint8]
    cursor: NDArray[np.int64]  # bytes written, names ended, names wanted, bytes at the end of the last name
    ends: NDArray[np.int32]
    suffixes: NDArray[np.int16]
    endings: Table  # each with its dot


class CompiledScratch(NamedTuple):
    """A text of its own, in compiled code."""

    text: NDArray[np.uint8]
    cursor: NDArray[np.int64]


SCRATCH = 2048
"""Bytes of a scratch in compiled code; a quarter of them is for what is written, the rest for what a hash does."""


def _put(text: Text, code: int) -> None:
    at = text.cursor[0]
    if at < len(text.text):
        text.text[at] = code
    text.cursor[0] = at + 1


@twin(_put)
def put(text: Text, code: int) -> None:
    """Append one character, by its code."""
    text.text.append(code)


def _put_text(text: Text, codes: Bytes) -> None:
    for code in codes:
        _put(text, code)


@twin(_put_text)
def put_text(text: Text, codes: Bytes) -> None:
    """Append a text: an input, or bytes written in the program."""
    text.text.extend(codes)


def _put_word(text: Text, words: Words, number: int) -> None:
    for index in range(words.starts[number], words.starts[number + 1]):
        _put(text, words.text[index])


@twin(_put_word)
def put_word(text: Text, words: Words, number: int) -> None:
    """Append a word of a list, counted from 0."""
    text.text.extend(words[number])


def _how_many(words: Words) -> int:
    return len(words.starts) - 1


@twin(_how_many)
def how_many(words: Words) -> int:
    """How many words a list has."""
    return len(words)


def _size_of(words: Words, number: int) -> int:
    return int(words.starts[number + 1] - words.starts[number])


@twin(_size_of)
def size_of(words: Words, number: int) -> int:
    """How many letters a word of a list has."""
    return len(words[number])


def _letter_of(words: Words, number: int, index: int) -> int:
    return int(words.text[words.starts[number] + index])


@twin(_letter_of)
def letter_of(words: Words, number: int, index: int) -> int:
    """The code of one letter of a word of a list."""
    return int(words[number][index])


def put_decimal(text: Text, number: int, digits: int = 1) -> None:
    """Append a whole number in decimal, with zeros in front up to `digits` digits."""
    if number < 0:
        put(text, 45)
        number = -number
    unit = 1
    for _ in range(digits - 1):
        unit *= 10
    while number // unit >= 10:
        unit *= 10
    while unit > 0:
        put(text, 48 + number // unit % 10)
        unit //= 10


def put_hex(text: Text, number: int, digits: int = 1) -> None:
    """Append a number from 0 on in lower-case hexadecimal, with zeros in front up to `digits` digits."""
    shift = 4 * (digits - 1)
    while (number >> shift) > 15:
        shift += 4
    while shift >= 0:
        nibble = (number >> shift) & 15
        put(text, 48 + nibble if nibble < 10 else 87 + nibble)
        shift -= 4


def _end(sheet: Sheet, ending: int) -> None:
    _put_word(sheet, sheet.endings, ending)
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


def _written(text: Text, index: int) -> int:
    at = text.cursor[3] + index
    return int(text.text[at]) if at < len(text.text) else 0


@twin(_written)
def written(sheet: Sheet, index: int) -> int:
    """The code of a character of the name being written, counted from 0."""
    return int(sheet.text[index])


def _length(sheet: Sheet) -> int:
    return int(sheet.cursor[0] - sheet.cursor[3])


@twin(_length)
def length(sheet: Sheet) -> int:
    """How many characters the name being written has so far."""
    return len(sheet.text)


def _shorten(sheet: Sheet, size: int) -> None:
    sheet.cursor[0] = min(sheet.cursor[0], sheet.cursor[3] + size)


@twin(_shorten)
def shorten(sheet: Sheet, size: int) -> None:
    """Cut the name being written to at most `size` characters."""
    del sheet.text[size:]


def _scratch() -> CompiledScratch:
    return CompiledScratch(np.empty(SCRATCH, np.uint8), np.zeros(4, np.int64))


@twin(_scratch)
def scratch() -> Text:
    """A text to write on that is no name, such as what will be hashed; `put`, `length` and the like take it."""
    return Scratch()


def _numbers(count: int) -> NDArray[np.int64]:
    return np.zeros(count, np.int64)


@twin(_numbers)
def numbers(count: int) -> MutableSequence[int]:
    """So many zeros, to be written over: a generator's state, a hash."""
    return [0] * count


def _clear(text: Text) -> None:
    text.cursor[0] = text.cursor[3]


@twin(_clear)
def clear(text: Text) -> None:
    """Begin a scratch, or the name being written, anew."""
    text.text.clear()


def put_little(text: Text, number: int, size: int) -> None:
    """Append the low `size` bytes of a number, the lowest first."""
    for index in range(size):
        put(text, (number >> (8 * index)) & 0xFF)
