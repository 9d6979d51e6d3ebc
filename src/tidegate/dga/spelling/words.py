"""Lists of words, as inputs."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tidegate.dga.spelling.text import Text
from tidegate.dga.spelling.twins import twin

Words = Any
"""Texts as an input: a list of bytes in CPython, a `Table` in compiled code."""


class Table(NamedTuple):
    """Texts in compiled code: all of them in a row with SLACK bytes behind, and where each begins."""

    text: NDArray[np.uint8]
    starts: NDArray[np.int64]


@twin("tidegate.dga.spelling.copying.put_word")
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
