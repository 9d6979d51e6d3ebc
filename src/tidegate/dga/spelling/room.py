"""Room for a generator's own use: a text that is no name, and numbers."""

from collections.abc import MutableSequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tidegate.dga.spelling.text import Text
from tidegate.dga.spelling.twins import twin


class Scratch:
    """A text of its own, in CPython."""

    def __init__(self) -> None:
        self.text = bytearray()


class CompiledScratch(NamedTuple):
    """A text of its own, in compiled code."""

    text: NDArray[np.uint8]
    cursor: NDArray[np.int64]


SCRATCH = 2048
"""Bytes of a scratch in compiled code."""


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
