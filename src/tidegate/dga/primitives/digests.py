"""Digests in compiled code: of a scratch, and of all messages of a sheaf, LANES of them side by side."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from tidegate.dga.primitives.compression import (
    Rows,
    Words,
    md5_begin,
    md5_block,
    sha1_begin,
    sha1_block,
    sha256_begin,
    sha256_block,
)
from tidegate.dga.primitives.lanes import LANES, many_lanes, one_lane, row, set_row
from tidegate.dga.primitives.sheaf import BLOCK, MARK, CompiledSheaf, blocks_of
from tidegate.dga.spelling import apart
from tidegate.dga.spelling.room import CompiledScratch

_WORDS = BLOCK // 4
Begin = Callable[[Words], tuple[Words, ...]]
Block = Callable[[tuple[Words, ...], Rows], tuple[Words, ...]]
Octets = NDArray[np.int64]


@apart
def md5(text: CompiledScratch, digest: Octets) -> None:
    _hash(text, digest, md5_begin, md5_block, False)


@apart
def sha1(text: CompiledScratch, digest: Octets) -> None:
    _hash(text, digest, sha1_begin, sha1_block, True)


@apart
def sha256(text: CompiledScratch, digest: Octets) -> None:
    _hash(text, digest, sha256_begin, sha256_block, True)


def md5_each(messages: CompiledSheaf) -> Octets:
    _hash_each(messages, md5_begin, md5_block, False)
    return messages.digests[: 16 * len(messages.sizes)].reshape(-1, 16)


def sha1_each(messages: CompiledSheaf) -> Octets:
    _hash_each(messages, sha1_begin, sha1_block, True)
    return messages.digests[: 20 * len(messages.sizes)].reshape(-1, 20)


def sha256_each(messages: CompiledSheaf) -> Octets:
    _hash_each(messages, sha256_begin, sha256_block, True)
    return messages.digests[: 32 * len(messages.sizes)].reshape(-1, 32)


def _hash(text: CompiledScratch, digest: Octets, begin: Begin, block: Block, big: bool) -> None:
    """The hash of one message, whose room takes its padding; the upper half of the room takes the rows."""
    size, half = text.cursor[0], len(text.text) // 2
    blocks = blocks_of(size)
    if blocks * BLOCK > half:
        raise ValueError("the text is too long for a scratch")
    text.text[size] = MARK
    for index in range(size + 1, blocks * BLOCK):
        text.text[index] = 0
    words, rows = text.text.view(np.uint32), text.text[half:].view(np.uint32)
    state = begin(one_lane())
    for number in range(blocks):
        _copy(words, number * _WORDS, rows, 0, 1)
        _turn(rows, state[0], big)
        if number + 1 == blocks:
            _set_size(rows, 0, 1, size, big)
        state = block(state, rows)
    _write(state, rows, big)
    _take(rows, 0, 1, digest, 0, len(state))


def _hash_each(messages: CompiledSheaf, begin: Begin, block: Block, big: bool) -> None:
    """Hash the messages that are closed and not yet hashed."""
    rows = np.empty(_WORDS * LANES, np.uint32)
    for first in range(messages.cursor[2], messages.cursor[1], LANES):
        _hash_group(messages, first, min(LANES, messages.cursor[1] - first), rows, begin, block, big)
    messages.cursor[2] = messages.cursor[1]


def _hash_group(
    messages: CompiledSheaf, first: int, lanes: int, rows: Rows, begin: Begin, block: Block, big: bool
) -> None:
    """Hash `lanes` messages side by side. Where one has fewer blocks than others, its lane goes on for nothing."""
    words = messages.text.view(np.uint32)
    room, sizes = messages.cursor[4] // 4, messages.sizes[first : first + lanes]
    state = begin(many_lanes())
    for number in range(blocks_of(sizes.max())):
        for lane in range(lanes):
            _copy(words, (first + lane) * room + number * _WORDS, rows, lane, LANES)
        _turn(rows, state[0], big)
        for lane in range(lanes):
            if number + 1 == blocks_of(sizes[lane]):
                _set_size(rows, lane, LANES, sizes[lane], big)
        state = block(state, rows)
        _write(state, rows, big)
        for lane in range(lanes):
            if number + 1 == blocks_of(sizes[lane]):
                _take(rows, lane, LANES, messages.digests, first + lane, len(state))


def _copy(words: Rows, first: int, rows: Rows, lane: int, lanes: int) -> None:
    """A block of a message into its lane."""
    for number in range(_WORDS):
        rows[number * lanes + lane] = words[first + number]


def _turn(rows: Rows, like: Words, big: bool) -> None:
    """The block's words as the hash reads them."""
    if big:
        for number in range(_WORDS):
            set_row(rows, number, _swapped(row(rows, number, like)))


def _set_size(rows: Rows, lane: int, lanes: int, size: int, big: bool) -> None:
    """The message's size in bits, at the end of its last block: two words, of which the upper one is zero."""
    rows[(_WORDS - (1 if big else 2)) * lanes + lane] = 8 * size


def _write(state: tuple[Words, ...], rows: Rows, big: bool) -> None:
    """The state's words as a digest has them."""
    for number in range(len(state)):
        set_row(rows, number, _swapped(state[number]) if big else state[number])


def _take(rows: Rows, lane: int, lanes: int, digests: Octets, number: int, size: int) -> None:
    """The words of a lane as the digest of this number, byte by byte."""
    for index in range(size):
        word = np.int64(rows[index * lanes + lane])
        for place in range(4):
            digests[4 * (number * size + index) + place] = word >> (8 * place) & 0xFF


def _swapped(word: Words) -> Words:
    """The bytes of each word in reverse."""
    return word << 24 | (word & 0xFF00) << 8 | (word >> 8) & 0xFF00 | word >> 24
