"""What hashes make of a block: MD5, SHA-1 and SHA-256 in compiled code, of one message or of many side by side.

A block is 16 rows of words (`tidegate.dga.primitives.lanes`); a state is a few vectors. `begin` takes zeros of as many
lanes as there are messages.

Sources: MD5, RFC 1321; SHA-1 and SHA-256, FIPS 180-4.
"""

from math import sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tidegate.dga.primitives.lanes import row, set_row

Words = Any
"""A vector of words, one for each message."""
Rows = NDArray[np.uint32]

_SINES = np.array([int(abs(sin(step + 1)) * 2**32) for step in range(64)], np.uint32)
_ONES = 0xFFFFFFFF


def md5_begin(zero: Words) -> tuple[Words, ...]:
    return zero + 0x67452301, zero + 0xEFCDAB89, zero + 0x98BADCFE, zero + 0x10325476


def md5_block(state: tuple[Words, ...], rows: Rows) -> tuple[Words, ...]:
    a, b, c, d = state
    for step in range(0, 16, 4):
        a = _md5_step(a, b, d ^ (b & (c ^ d)), row(rows, step, a), _SINES[step], 7)
        d = _md5_step(d, a, c ^ (a & (b ^ c)), row(rows, step + 1, a), _SINES[step + 1], 12)
        c = _md5_step(c, d, b ^ (d & (a ^ b)), row(rows, step + 2, a), _SINES[step + 2], 17)
        b = _md5_step(b, c, a ^ (c & (d ^ a)), row(rows, step + 3, a), _SINES[step + 3], 22)
    for step in range(16, 32, 4):
        a = _md5_step(a, b, c ^ (d & (b ^ c)), row(rows, (5 * step + 1) & 15, a), _SINES[step], 5)
        d = _md5_step(d, a, b ^ (c & (a ^ b)), row(rows, (5 * step + 6) & 15, a), _SINES[step + 1], 9)
        c = _md5_step(c, d, a ^ (b & (d ^ a)), row(rows, (5 * step + 11) & 15, a), _SINES[step + 2], 14)
        b = _md5_step(b, c, d ^ (a & (c ^ d)), row(rows, (5 * step) & 15, a), _SINES[step + 3], 20)
    for step in range(32, 48, 4):
        a = _md5_step(a, b, b ^ c ^ d, row(rows, (3 * step + 5) & 15, a), _SINES[step], 4)
        d = _md5_step(d, a, a ^ b ^ c, row(rows, (3 * step + 8) & 15, a), _SINES[step + 1], 11)
        c = _md5_step(c, d, d ^ a ^ b, row(rows, (3 * step + 11) & 15, a), _SINES[step + 2], 16)
        b = _md5_step(b, c, c ^ d ^ a, row(rows, (3 * step + 14) & 15, a), _SINES[step + 3], 23)
    for step in range(48, 64, 4):
        a = _md5_step(a, b, c ^ (b | (d ^ _ONES)), row(rows, (7 * step) & 15, a), _SINES[step], 6)
        d = _md5_step(d, a, b ^ (a | (c ^ _ONES)), row(rows, (7 * step + 7) & 15, a), _SINES[step + 1], 10)
        c = _md5_step(c, d, a ^ (d | (b ^ _ONES)), row(rows, (7 * step + 14) & 15, a), _SINES[step + 2], 15)
        b = _md5_step(b, c, d ^ (c | (a ^ _ONES)), row(rows, (7 * step + 5) & 15, a), _SINES[step + 3], 21)
    return state[0] + a, state[1] + b, state[2] + c, state[3] + d


def _md5_step(word: Words, beside: Words, mixed: Words, letter: Words, sine: np.uint32, turn: int) -> Words:
    return beside + _left(word + mixed + letter + sine, turn)


def sha1_begin(zero: Words) -> tuple[Words, ...]:
    return zero + 0x67452301, zero + 0xEFCDAB89, zero + 0x98BADCFE, zero + 0x10325476, zero + 0xC3D2E1F0


def sha1_block(state: tuple[Words, ...], rows: Rows) -> tuple[Words, ...]:
    a, b, c, d, e = state
    for step in range(20):
        new = _sha1_step(a, e, d ^ (b & (c ^ d)), _sha1_word(rows, step, a), 0x5A827999)
        a, b, c, d, e = new, a, _left(b, 30), c, d
    for step in range(20, 40):
        new = _sha1_step(a, e, b ^ c ^ d, _sha1_word(rows, step, a), 0x6ED9EBA1)
        a, b, c, d, e = new, a, _left(b, 30), c, d
    for step in range(40, 60):
        new = _sha1_step(a, e, (b & c) | (d & (b | c)), _sha1_word(rows, step, a), 0x8F1BBCDC)
        a, b, c, d, e = new, a, _left(b, 30), c, d
    for step in range(60, 80):
        new = _sha1_step(a, e, b ^ c ^ d, _sha1_word(rows, step, a), 0xCA62C1D6)
        a, b, c, d, e = new, a, _left(b, 30), c, d
    return state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e


def _sha1_step(a: Words, e: Words, mixed: Words, letter: Words, constant: int) -> Words:
    return _left(a, 5) + mixed + e + letter + constant


def _sha1_word(rows: Rows, step: int, like: Words) -> Words:
    """The word of a step; each of 16 rows becomes the one 16 steps later."""
    word = row(rows, step & 15, like)
    if step >= 16:
        mixed = row(rows, (step + 2) & 15, like) ^ row(rows, (step + 8) & 15, like) ^ row(rows, (step + 13) & 15, like)
        word = _left(word ^ mixed, 1)
        set_row(rows, step & 15, word)
    return word


_PRIMES = [number for number in range(2, 312) if all(number % divisor for divisor in range(2, number))]


def _root_bits(number: int, degree: int) -> int:
    """The first 32 bits of the fraction of a root, in whole numbers."""
    target, low, high = number << (32 * degree), 0, number << 32
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= target else (low, middle - 1)
    return low & 0xFFFFFFFF


_ROOTS = np.array([_root_bits(prime, 2) for prime in _PRIMES[:8]], np.uint32)
_KEYS = np.array([_root_bits(prime, 3) for prime in _PRIMES[:64]], np.uint32)


def sha256_begin(zero: Words) -> tuple[Words, ...]:
    first = zero + _ROOTS[0], zero + _ROOTS[1], zero + _ROOTS[2], zero + _ROOTS[3]
    return *first, zero + _ROOTS[4], zero + _ROOTS[5], zero + _ROOTS[6], zero + _ROOTS[7]


def sha256_block(state: tuple[Words, ...], rows: Rows) -> tuple[Words, ...]:
    a, b, c, d, e, f, g, h = state
    for step in range(64):
        chosen = (_right(e, 6) ^ _right(e, 11) ^ _right(e, 25)) + (g ^ (e & (f ^ g)))
        first = h + chosen + _sha256_word(rows, step, a) + _KEYS[step]
        second = (_right(a, 2) ^ _right(a, 13) ^ _right(a, 22)) + ((a & b) | (c & (a | b)))
        a, b, c, d, e, f, g, h = first + second, a, b, c, d + first, e, f, g
    early = state[0] + a, state[1] + b, state[2] + c, state[3] + d
    return *early, state[4] + e, state[5] + f, state[6] + g, state[7] + h


def _sha256_word(rows: Rows, step: int, like: Words) -> Words:
    """The word of a step; each of 16 rows becomes the one 16 steps later."""
    word = row(rows, step & 15, like)
    if step >= 16:
        early, late = row(rows, (step + 1) & 15, like), row(rows, (step + 14) & 15, like)
        mixed = (_right(late, 17) ^ _right(late, 19) ^ late >> 10) + row(rows, (step + 9) & 15, like)
        word = word + mixed + (_right(early, 7) ^ _right(early, 18) ^ early >> 3)
        set_row(rows, step & 15, word)
    return word


def _left(word: Words, turn: int) -> Words:
    return word << turn | word >> (32 - turn)


def _right(word: Words, turn: int) -> Words:
    return word >> turn | word << (32 - turn)
