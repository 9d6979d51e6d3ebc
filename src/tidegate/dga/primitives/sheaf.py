"""A sheaf: messages that are all written before they are hashed, side by side."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tidegate.dga.spelling import Text, twin
from tidegate.dga.spelling.text import SLACK

Sheaf = Text
"""A `PlainSheaf` in CPython, a `CompiledSheaf` in compiled code: a text of which the last message is written on."""
BLOCK = 64
"""Bytes of a block of MD5, SHA-1 and SHA-256."""
PADDING = 9
"""Bytes of padding that a message has at least: a mark, and its size."""
MARK = 0x80
"""The first byte of padding."""
DIGEST = 32
"""Bytes of the longest digest."""
_ONE_BLOCK = BLOCK - PADDING


class PlainSheaf:
    """A sheaf in CPython."""

    def __init__(self) -> None:
        self.text = bytearray()
        self.closed: list[bytes] = []
        self.digests: list[bytes] = []


class CompiledSheaf(NamedTuple):
    """A sheaf in compiled code: each message has room for as many blocks, and when it is closed zeros behind it."""

    text: NDArray[np.uint8]
    cursor: NDArray[np.int64]  # bytes written, messages closed, messages hashed, where the last begins, room of each
    sizes: NDArray[np.int64]  # of closed messages, in bytes
    digests: NDArray[np.int64]  # their bytes, one digest after the other


def blocks_of(size: int) -> int:
    """How many blocks a message of `size` bytes fills with its padding."""
    return (size + PADDING + BLOCK - 1) // BLOCK


def _sheaf(count: int, longest: int = _ONE_BLOCK) -> CompiledSheaf:
    room = blocks_of(longest) * BLOCK
    return CompiledSheaf(
        np.empty(count * room + SLACK, np.uint8),
        np.array((0, 0, 0, 0, room), np.int64),
        np.empty(count, np.int64),
        np.empty(count * DIGEST, np.int64),
    )


@twin(_sheaf)
def sheaf(count: int, longest: int = _ONE_BLOCK) -> Sheaf:
    """A sheaf for `count` messages of at most `longest` bytes; CPython's takes any."""
    return PlainSheaf()


def _close(messages: CompiledSheaf) -> None:
    number, first = messages.cursor[1], messages.cursor[3]
    room, size = messages.cursor[4], messages.cursor[0] - first
    if size + PADDING > room:
        raise ValueError("a message is too long for its sheaf")
    if number == len(messages.sizes):
        raise ValueError("the sheaf was made for fewer messages")
    messages.text[first + size] = MARK
    for place in range(first + size + 1, first + room):
        messages.text[place] = 0
    messages.sizes[number] = size
    messages.cursor[0] = messages.cursor[3] = first + room
    messages.cursor[1] = number + 1


@twin(_close)
def close(messages: Sheaf) -> None:
    """End the message that is written, and begin the next."""
    messages.closed.append(bytes(messages.text))
    messages.text.clear()
