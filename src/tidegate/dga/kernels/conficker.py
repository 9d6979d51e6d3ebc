"""Conficker's generator, compiled: several days side by side, straight into Arrow buffers.

A day's keys are a serial chain, so one day alone waits for its own multiplications. Here up to LANES independent days
advance in step, a row of keys at a time, which the compiler turns into vector instructions; then every key is read as
a letter, in one sweep; then each day spells its names from its column, and the last rows stay for the next round.

Sine, RADD and logarithm can be left out of an ordinary step, because they change no bit: with a product p >= 2^54 and
a key d >= 2^8, p + s rounds to p (|s| <= 1), p d + RADD to p d, and ln(d) + r to r. One step in a thousand is not
ordinary and is taken as the specification writes it.
"""

import math
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
from numba import njit
from numpy.typing import NDArray

from tidegate.dga.block import Block

if TYPE_CHECKING:
    from tidegate.dga.families.conficker import Recipe

LANES = 16
"""Days side by side."""
ROWS = 512
"""Keys of each day in a round: what a round works on stays in the processor's second cache."""

_LETTERS = 11
"""The most letters that a name has."""
_HEAD = 1 + _LETTERS + 1
"""The most draws that a name takes: its length, its letters, its suffix."""
_ENDING = 8
"""The bytes that the longest suffix fits in with its dot."""
_LEAST_PRODUCT = np.uint64(1 << 54)
_LEAST_KEY = np.uint64(1 << 8)
_ORDINARY_KEYS = np.uint64((1 << 63) - (1 << 8))

Keys = NDArray[np.uint64]
Letters = NDArray[np.uint8]


class Constants(NamedTuple):
    """A recipe as the compiled code reads it."""

    rmul: np.uint64
    radd: float
    absolute: bool
    length_modulus: np.uint32
    length_base: int
    endings: NDArray[np.uint64]  # each suffix with its dot, as the bytes of one word, the first lowest
    ending_sizes: NDArray[np.int64]


class Names(NamedTuple):
    """The names of several days, a day a row: what Arrow's buffers will be."""

    values: NDArray[np.uint8]
    offsets: NDArray[np.int32]
    suffixes: NDArray[np.int16]


def blocks(recipe: "Recipe", days: Sequence[date], limit: int | None) -> Iterator[Block]:
    """One block for each of `days`, in their order; at most LANES days are held at once."""
    count = recipe.count if limit is None else min(limit, recipe.count)
    for first in range(0, len(days), LANES):
        yield from _side_by_side(recipe, days[first : first + LANES], count)


def _side_by_side(recipe: "Recipe", days: Sequence[date], count: int) -> Iterator[Block]:
    constants = _constants(recipe)
    names = _room(len(days), count, int(constants.ending_sizes.max()))
    keys = np.zeros((_HEAD + ROWS, len(days)), np.uint64)
    keys[-1] = [recipe.chain.seed(day) for day in days]
    _run(keys, np.zeros(keys.shape, np.uint8), np.zeros((len(days), 2), np.int64), constants, names)
    suffixes = pa.array(recipe.suffixes, pa.string())
    for lane, day in enumerate(days):
        offsets, indices = names.offsets[lane], pa.array(names.suffixes[lane])
        text = pa.py_buffer(names.values[lane, : offsets[-1]])
        strings = pa.StringArray.from_buffers(count, pa.py_buffer(offsets), text)
        yield Block(day, strings, pa.DictionaryArray.from_arrays(indices, suffixes))


def _constants(recipe: "Recipe") -> Constants:
    endings = [f".{suffix}".encode() for suffix in recipe.suffixes]
    return Constants(
        np.uint64(recipe.chain.rmul),
        recipe.chain.radd,
        recipe.absolute,
        np.uint32(recipe.length_modulus),
        recipe.length_base,
        np.array([int.from_bytes(ending, "little") for ending in endings], np.uint64),
        np.array([len(ending) for ending in endings], np.int64),
    )


def _room(days: int, count: int, longest_ending: int) -> Names:
    return Names(
        np.empty((days, count * (_LETTERS + longest_ending) + _ENDING), np.uint8),
        np.zeros((days, count + 1), np.int32),
        np.empty((days, count), np.int16),
    )


@njit(cache=True, nogil=True)
def _run(keys: Keys, letters: Letters, cursors: NDArray[np.int64], constants: Constants, names: Names) -> None:
    """Fill `names`. The last row of `keys` holds the days' seeds; `cursors` (day x (row, name)) begin at zero."""
    lanes = keys.shape[1]
    unfinished = True
    while unfinished:
        for early in range(_HEAD):
            for lane in range(lanes):
                keys[early, lane] = keys[early + ROWS, lane]
        _advance(keys[_HEAD - 1 :], constants)
        _read_letters(keys, letters)
        unfinished = False
        for lane in range(lanes):
            row, name = _spell(keys, letters, lane, cursors[lane, 0] + _HEAD, cursors[lane, 1], constants, names)
            cursors[lane, 0], cursors[lane, 1] = row - _HEAD - ROWS, name
            unfinished |= name < names.suffixes.shape[1]


@njit(nogil=True)
def _advance(keys: Keys, constants: Constants) -> None:
    """Each row of `keys` from the row before it; the first is given."""
    rmul = constants.rmul
    for row in range(1, len(keys)):
        odd = False
        for lane in range(keys.shape[1]):
            key = keys[row - 1, lane]
            double = np.float64(key)
            keys[row, lane] = np.float64(np.float64(key * rmul) * double * double).view(np.uint64)
            odd |= not _ordinary(key, rmul)
        if odd:
            for lane in range(keys.shape[1]):
                if not _ordinary(keys[row - 1, lane], rmul):
                    keys[row, lane] = _step(keys[row - 1, lane], rmul, constants.radd)


@njit(nogil=True)
def _ordinary(key: np.uint64, rmul: np.uint64) -> np.bool:
    return (key * rmul >= _LEAST_PRODUCT) & (key - _LEAST_KEY < _ORDINARY_KEYS)


@njit(nogil=True)
def _step(key: np.uint64, rmul: np.uint64, radd: float) -> np.uint64:
    """The key after `key`, as the specification writes it."""
    double = np.float64(key)
    result = ((np.float64(key * rmul) + _fsin(double)) * double + radd) * double
    return np.float64(math.log(double) + result).view(np.uint64)


@njit(nogil=True)
def _fsin(double: float) -> float:
    """As `tidegate.dga.x87.fsin`; the remainder comes by doubling, in two words."""
    if double >= 2.0**63:
        return math.sin(double)
    number = np.uint64(double)
    top, bottom = np.uint64(0xC), np.uint64(0x90FDAA22168C234C)
    high, low = number >> np.uint64(60), number << np.uint64(4)
    for _ in range(65 - 4):
        high, low = high << np.uint64(1) | low >> np.uint64(63), low << np.uint64(1)
        if high > top or (high == top and low >= bottom):
            high, low = high - top - np.uint64(low < bottom), low - bottom
    angle = np.float64(high << np.uint64(49) | low >> np.uint64(15)) * 2.0**-50
    return math.sin(angle) + np.float64(low & np.uint64(0x7FFF)) * 2.0**-65 * math.cos(angle)


@njit(nogil=True)
def _read_letters(keys: Keys, letters: Letters) -> None:
    """Every key's draw as the letter that it would be."""
    for row in range(keys.shape[0]):
        for lane in range(keys.shape[1]):
            letters[row, lane] = np.uint32(97) + np.uint32(abs(_draw(keys[row, lane]))) % np.uint32(26)


@njit(nogil=True)
def _draw(key: np.uint64) -> np.int64:
    return np.int64(np.int32(key))


@njit(nogil=True)
def _spell(
    keys: Keys, letters: Letters, lane: int, row: np.int64, name: np.int64, constants: Constants, names: Names
) -> tuple[np.int64, np.int64]:
    """Spell one day's names on from `name` at `row`, as far as the keys reach; the row and name to go on with."""
    values, offsets, suffixes = names.values[lane], names.offsets[lane], names.suffixes[lane]
    at = offsets[name]
    while row + _HEAD <= len(keys) and name < len(suffixes):
        length = _length(_draw(keys[row, lane]), constants)
        word, column = values[at : at + _LETTERS], letters[row + 1 : row + 1 + _LETTERS, lane]
        for letter in range(_LETTERS):  # more than there are: a fixed number is quicker than the right one
            word[letter] = column[letter]
        row += 1 + length
        at += length
        suffix = _suffix(_draw(keys[row, lane]), constants)
        ending = values[at : at + _ENDING]
        for byte in range(_ENDING):
            ending[byte] = np.uint8(constants.endings[suffix] >> np.uint64(8 * byte))
        row += 1
        at += constants.ending_sizes[suffix]
        suffixes[name] = suffix
        name += 1
        offsets[name] = at
    return row, name


@njit(nogil=True)
def _length(draw: np.int64, constants: Constants) -> np.int64:
    remainder = np.int64(np.uint32(abs(draw)) % constants.length_modulus)
    return constants.length_base + (remainder if constants.absolute or draw >= 0 else -remainder)


@njit(nogil=True)
def _suffix(draw: np.int64, constants: Constants) -> np.uint32:
    return np.uint32(abs(draw) if constants.absolute else draw) % np.uint32(len(constants.endings))
