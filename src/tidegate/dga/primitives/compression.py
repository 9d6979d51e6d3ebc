"""The hashes of compiled code: MD5, SHA-1, SHA-256 and CRC-32 of a scratch, whose free room takes the padding.

All of it is unsigned 32-bit arithmetic, cast after each sum, so that the compiler keeps to 32-bit instructions.

Sources: MD5, RFC 1321; SHA-1 and SHA-256, FIPS 180-4; CRC-32, ISO 3309 as in RFC 1952.
"""

from math import sin
from typing import cast

import numpy as np
from numpy.typing import NDArray

from tidegate.dga.spelling import SCRATCH, CompiledScratch, apart

Word = np.uint32
Words = NDArray[np.uint32]

_SINES = np.array([int(abs(sin(step + 1)) * 2**32) for step in range(64)], np.uint32)
_FOUR = (Word(0x67452301), Word(0xEFCDAB89), Word(0x98BADCFE), Word(0x10325476))
_FIVE = (*_FOUR, Word(0xC3D2E1F0))
_WORKSPACE = SCRATCH // 2
"""Where in a scratch's room its upper half begins, in which a hash has its own words."""


@apart
def md5(text: CompiledScratch, digest: NDArray[np.int64]) -> None:
    state = _FOUR
    words = _padded(text, False)
    for first in range(0, len(words), 16):
        state = _md5_block(state, words[first : first + 16])
    _store(state, digest, False)


@apart
def _md5_block(state: tuple[Word, Word, Word, Word], words: Words) -> tuple[Word, Word, Word, Word]:
    a, b, c, d = state
    for step in range(0, 16, 4):
        a = _md5_step(a, b, Word(d ^ (b & (c ^ d))), words[step], _SINES[step], 7)
        d = _md5_step(d, a, Word(c ^ (a & (b ^ c))), words[step + 1], _SINES[step + 1], 12)
        c = _md5_step(c, d, Word(b ^ (d & (a ^ b))), words[step + 2], _SINES[step + 2], 17)
        b = _md5_step(b, c, Word(a ^ (c & (d ^ a))), words[step + 3], _SINES[step + 3], 22)
    for step in range(16, 32, 4):
        a = _md5_step(a, b, Word(c ^ (d & (b ^ c))), words[(5 * step + 1) & 15], _SINES[step], 5)
        d = _md5_step(d, a, Word(b ^ (c & (a ^ b))), words[(5 * step + 6) & 15], _SINES[step + 1], 9)
        c = _md5_step(c, d, Word(a ^ (b & (d ^ a))), words[(5 * step + 11) & 15], _SINES[step + 2], 14)
        b = _md5_step(b, c, Word(d ^ (a & (c ^ d))), words[(5 * step) & 15], _SINES[step + 3], 20)
    for step in range(32, 48, 4):
        a = _md5_step(a, b, Word(b ^ c ^ d), words[(3 * step + 5) & 15], _SINES[step], 4)
        d = _md5_step(d, a, Word(a ^ b ^ c), words[(3 * step + 8) & 15], _SINES[step + 1], 11)
        c = _md5_step(c, d, Word(d ^ a ^ b), words[(3 * step + 11) & 15], _SINES[step + 2], 16)
        b = _md5_step(b, c, Word(c ^ d ^ a), words[(3 * step + 14) & 15], _SINES[step + 3], 23)
    for step in range(48, 64, 4):
        a = _md5_step(a, b, Word(c ^ (b | _not(d))), words[(7 * step) & 15], _SINES[step], 6)
        d = _md5_step(d, a, Word(b ^ (a | _not(c))), words[(7 * step + 7) & 15], _SINES[step + 1], 10)
        c = _md5_step(c, d, Word(a ^ (d | _not(b))), words[(7 * step + 14) & 15], _SINES[step + 2], 15)
        b = _md5_step(b, c, Word(d ^ (c | _not(a))), words[(7 * step + 5) & 15], _SINES[step + 3], 21)
    return Word(state[0] + a), Word(state[1] + b), Word(state[2] + c), Word(state[3] + d)


def _md5_step(word: Word, beside: Word, mixed: Word, letter: Word, sine: Word, turn: int) -> Word:
    return Word(beside + _left(Word(word + mixed + letter + sine), turn))


@apart
def sha1(text: CompiledScratch, digest: NDArray[np.int64]) -> None:
    state, words = _FIVE, _workspace(text)
    message = _padded(text, True)
    for first in range(0, len(message), 16):
        words[:16] = message[first : first + 16]
        for step in range(16, 80):
            words[step] = _left(Word(words[step - 3] ^ words[step - 8] ^ words[step - 14] ^ words[step - 16]), 1)
        state = _sha1_block(state, words)
    _store(state, digest, True)


@apart
def _sha1_block(state: tuple[Word, Word, Word, Word, Word], words: Words) -> tuple[Word, Word, Word, Word, Word]:
    a, b, c, d, e = state
    for step in range(20):
        new = _sha1_step(a, e, Word(d ^ (b & (c ^ d))), words[step], Word(0x5A827999))
        a, b, c, d, e = new, a, _left(b, 30), c, d
    for step in range(20, 40):
        new = _sha1_step(a, e, Word(b ^ c ^ d), words[step], Word(0x6ED9EBA1))
        a, b, c, d, e = new, a, _left(b, 30), c, d
    for step in range(40, 60):
        new = _sha1_step(a, e, Word((b & c) | (d & (b | c))), words[step], Word(0x8F1BBCDC))
        a, b, c, d, e = new, a, _left(b, 30), c, d
    for step in range(60, 80):
        new = _sha1_step(a, e, Word(b ^ c ^ d), words[step], Word(0xCA62C1D6))
        a, b, c, d, e = new, a, _left(b, 30), c, d
    return Word(state[0] + a), Word(state[1] + b), Word(state[2] + c), Word(state[3] + d), Word(state[4] + e)


def _sha1_step(a: Word, e: Word, mixed: Word, letter: Word, constant: Word) -> Word:
    return Word(_left(a, 5) + mixed + e + letter + constant)


_PRIMES = [number for number in range(2, 312) if all(number % divisor for divisor in range(2, number))]


def _root_bits(number: int, degree: int) -> int:
    """The first 32 bits of the fraction of a root, in whole numbers."""
    target, low, high = number << (32 * degree), 0, number << 32
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= target else (low, middle - 1)
    return low & 0xFFFFFFFF


Eight = tuple[Word, Word, Word, Word, Word, Word, Word, Word]
_EIGHT = cast(Eight, tuple(Word(_root_bits(prime, 2)) for prime in _PRIMES[:8]))
_KEYS = np.array([_root_bits(prime, 3) for prime in _PRIMES[:64]], np.uint32)


@apart
def sha256(text: CompiledScratch, digest: NDArray[np.int64]) -> None:
    state, words = _EIGHT, _workspace(text)
    message = _padded(text, True)
    for first in range(0, len(message), 16):
        words[:16] = message[first : first + 16]
        for step in range(16, 64):
            late, early = words[step - 2], words[step - 15]
            mixed = (_right(late, 17) ^ _right(late, 19) ^ late >> Word(10)) + words[step - 7]
            words[step] = Word(words[step - 16] + mixed + (_right(early, 7) ^ _right(early, 18) ^ early >> Word(3)))
        state = _sha256_block(state, words)
    _store(state, digest, True)


@apart
def _sha256_block(state: Eight, words: Words) -> Eight:
    a, b, c, d, e, f, g, h = state
    for step in range(64):
        first = Word(
            h + (_right(e, 6) ^ _right(e, 11) ^ _right(e, 25)) + (g ^ (e & (f ^ g))) + _KEYS[step] + words[step]
        )
        second = Word((_right(a, 2) ^ _right(a, 13) ^ _right(a, 22)) + ((a & b) | (c & (a | b))))
        a, b, c, d, e, f, g, h = Word(first + second), a, b, c, Word(d + first), e, f, g
    return (
        Word(state[0] + a),
        Word(state[1] + b),
        Word(state[2] + c),
        Word(state[3] + d),
        Word(state[4] + e),
        Word(state[5] + f),
        Word(state[6] + g),
        Word(state[7] + h),
    )


def _crc_entry(byte: int) -> int:
    for _ in range(8):
        byte = byte >> 1 ^ (byte & 1) * 0xEDB88320
    return byte


_CRC_TABLE = np.array([_crc_entry(byte) for byte in range(256)], np.uint32)


def crc32(text: CompiledScratch) -> int:
    crc = Word(0xFFFFFFFF)
    for index in range(text.cursor[0]):
        crc = Word(crc >> Word(8) ^ _CRC_TABLE[(crc ^ text.text[index]) & Word(0xFF)])
    return int(np.int64(_not(crc)))


def _workspace(text: CompiledScratch) -> Words:
    return text.text[_WORKSPACE:].view(np.uint32)


def _padded(text: CompiledScratch, big: bool) -> Words:
    """The message with 0x80, zeros and its length in bits behind it, 16 words for each block of 64 bytes."""
    size = text.cursor[0]
    whole = (size + 9 + 63) // 64 * 64
    if whole > _WORKSPACE // 2:
        raise ValueError("the text is too long for a scratch")
    text.text[size] = 0x80
    for index in range(size + 1, whole):
        text.text[index] = 0
    for place in range(8):
        text.text[whole - 1 - place if big else whole - 8 + place] = (size * 8) >> (8 * place) & 0xFF
    words = text.text[:whole].view(np.uint32)
    if not big:
        return words
    swapped = text.text[_WORKSPACE // 2 : _WORKSPACE // 2 + whole].view(np.uint32)
    for number in range(len(words)):
        swapped[number] = _swapped(words[number])
    return swapped


def _store(state: tuple[Word, ...], digest: NDArray[np.int64], big: bool) -> None:
    for number in range(len(state)):
        word = _swapped(state[number]) if big else state[number]
        for place in range(4):
            digest[4 * number + place] = np.int64(word >> Word(8 * place)) & 0xFF


def _left(word: Word, turn: int) -> Word:
    return Word(word << Word(turn) | word >> Word(32 - turn))


def _right(word: Word, turn: int) -> Word:
    return Word(word >> Word(turn) | word << Word(32 - turn))


def _not(word: Word) -> Word:
    return Word(word ^ Word(0xFFFFFFFF))


def _swapped(word: Word) -> Word:
    outer = word << Word(24) | word >> Word(24)
    return Word(outer | (word & Word(0xFF00)) << Word(8) | (word >> Word(8)) & Word(0xFF00))
