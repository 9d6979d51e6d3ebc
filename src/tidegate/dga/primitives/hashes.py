"""Hashes of a scratch: CPython asks its standard library, compiled code has its own.

Sources: MD5, RFC 1321; SHA-1 and SHA-256, FIPS 180-4; CRC-32, ISO 3309 as in RFC 1952; Java's
`String.hashCode`, Java Platform API.
"""

import hashlib
import zlib
from collections.abc import MutableSequence
from math import sin

import numpy as np
from numpy.typing import NDArray

from tidegate.dga.primitives.word32 import rotate_left, rotate_right
from tidegate.dga.spelling import CompiledScratch, Text, length, numbers, put_hex, twin, written

_WORD = 0xFFFFFFFF
Digest = MutableSequence[int]
"""A hash's bytes: 16 of MD5, 20 of SHA-1, 32 of SHA-256. `numbers` makes one."""


def _byte(text: CompiledScratch, index: int, size: int, big: bool) -> int:
    """A byte of the padded message: its bytes, 0x80, zeros, and its length in bits in the last eight."""
    length = text.cursor[0]
    if index < length:
        return int(text.text[index])
    if index == length:
        return 0x80
    from_end = size - 1 - index
    if from_end >= 8:
        return 0
    place = from_end if big else 7 - from_end
    return int((length * 8) >> (8 * place)) & 0xFF


def _padded_size(text: CompiledScratch) -> int:
    return int((text.cursor[0] + 9 + 63) // 64 * 64)


def _load(text: CompiledScratch, block: int, size: int, words: NDArray[np.int64], big: bool) -> None:
    """The 16 words of a block of the padded message."""
    for number in range(16):
        word = 0
        for byte in range(4):
            value = _byte(text, block * 64 + number * 4 + byte, size, big)
            word |= value << (24 - 8 * byte if big else 8 * byte)
        words[number] = word


def _store(words: NDArray[np.int64], count: int, digest: Digest, big: bool) -> None:
    for index in range(4 * count):
        place = index % 4
        digest[index] = (words[index // 4] >> (24 - 8 * place if big else 8 * place)) & 0xFF


_MD5_SINES = np.array([int(abs(sin(step + 1)) * 2**32) for step in range(64)], np.int64)
_MD5_TURNS = np.array([7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21], np.int64)
_MD5_START = np.array([0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476], np.int64)


def _md5(text: CompiledScratch, digest: Digest) -> None:
    size, words, state = _padded_size(text), np.empty(16, np.int64), _MD5_START.copy()
    for block in range(size // 64):
        _load(text, block, size, words, False)
        _md5_block(state, words)
    _store(state, 4, digest, False)


def _md5_block(state: NDArray[np.int64], words: NDArray[np.int64]) -> None:
    a, b, c, d = state[0], state[1], state[2], state[3]
    for step in range(64):
        if step < 16:
            mixed, index = d ^ (b & (c ^ d)), step
        elif step < 32:
            mixed, index = c ^ (d & (b ^ c)), (5 * step + 1) & 15
        elif step < 48:
            mixed, index = b ^ c ^ d, (3 * step + 5) & 15
        else:
            mixed, index = c ^ (b | (d ^ _WORD)), (7 * step) & 15
        turned = rotate_left(
            (a + mixed + _MD5_SINES[step] + words[index]) & _WORD, _MD5_TURNS[step // 16 * 4 + step % 4]
        )
        a, d, c, b = d, c, b, (b + turned) & _WORD
    state[0], state[1] = (state[0] + a) & _WORD, (state[1] + b) & _WORD
    state[2], state[3] = (state[2] + c) & _WORD, (state[3] + d) & _WORD


@twin(_md5)
def md5(text: Text, digest: Digest) -> None:
    """Put the MD5 of `text` into `digest`."""
    digest[:16] = hashlib.md5(text.text, usedforsecurity=False).digest()


_SHA1_START = np.array([0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0], np.int64)


def _sha1(text: CompiledScratch, digest: Digest) -> None:
    size, words, state = _padded_size(text), np.empty(80, np.int64), _SHA1_START.copy()
    for block in range(size // 64):
        _load(text, block, size, words, True)
        for step in range(16, 80):
            words[step] = rotate_left(words[step - 3] ^ words[step - 8] ^ words[step - 14] ^ words[step - 16], 1)
        _sha1_block(state, words)
    _store(state, 5, digest, True)


def _sha1_block(state: NDArray[np.int64], words: NDArray[np.int64]) -> None:
    a, b, c, d, e = state[0], state[1], state[2], state[3], state[4]
    for step in range(80):
        if step < 20:
            mixed = (d ^ (b & (c ^ d))) + 0x5A827999
        elif step < 40:
            mixed = (b ^ c ^ d) + 0x6ED9EBA1
        elif step < 60:
            mixed = ((b & c) | (d & (b | c))) + 0x8F1BBCDC
        else:
            mixed = (b ^ c ^ d) + 0xCA62C1D6
        new = (rotate_left(a, 5) + mixed + e + words[step]) & _WORD
        a, b, c, d, e = new, a, rotate_left(b, 30), c, d
    for index, value in enumerate((a, b, c, d, e)):
        state[index] = (state[index] + value) & _WORD


@twin(_sha1)
def sha1(text: Text, digest: Digest) -> None:
    """Put the SHA-1 of `text` into `digest`."""
    digest[:20] = hashlib.sha1(text.text, usedforsecurity=False).digest()


_PRIMES = [number for number in range(2, 312) if all(number % divisor for divisor in range(2, number))]


def _root_bits(number: int, degree: int) -> int:
    """The first 32 bits of the fraction of a root, in whole numbers."""
    target, low, high = number << (32 * degree), 0, number << 32
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= target else (low, middle - 1)
    return low & _WORD


_SHA256_START = np.array([_root_bits(prime, 2) for prime in _PRIMES[:8]], np.int64)
_SHA256_KEYS = np.array([_root_bits(prime, 3) for prime in _PRIMES[:64]], np.int64)


def _sha256(text: CompiledScratch, digest: Digest) -> None:
    size, words, state = _padded_size(text), np.empty(64, np.int64), _SHA256_START.copy()
    for block in range(size // 64):
        _load(text, block, size, words, True)
        for step in range(16, 64):
            late, early = words[step - 2], words[step - 15]
            mixed = rotate_right(late, 17) ^ rotate_right(late, 19) ^ late >> 10
            mixed += rotate_right(early, 7) ^ rotate_right(early, 18) ^ early >> 3
            words[step] = (words[step - 16] + words[step - 7] + mixed) & _WORD
        _sha256_block(state, words)
    _store(state, 8, digest, True)


def _sha256_block(state: NDArray[np.int64], words: NDArray[np.int64]) -> None:
    a, b, c, d = state[0], state[1], state[2], state[3]
    e, f, g, h = state[4], state[5], state[6], state[7]
    for step in range(64):
        first = h + (rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25)) + (g ^ (e & (f ^ g)))
        first += _SHA256_KEYS[step] + words[step]
        second = (rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22)) + ((a & b) | (c & (a | b)))
        a, b, c, d, e, f, g, h = (first + second) & _WORD, a, b, c, (d + first) & _WORD, e, f, g
    for index, value in enumerate((a, b, c, d, e, f, g, h)):
        state[index] = (state[index] + value) & _WORD


@twin(_sha256)
def sha256(text: Text, digest: Digest) -> None:
    """Put the SHA-256 of `text` into `digest`."""
    digest[:32] = hashlib.sha256(text.text).digest()


def _crc_entry(byte: int) -> int:
    for _ in range(8):
        byte = byte >> 1 ^ (byte & 1) * 0xEDB88320
    return byte


_CRC_TABLE = np.array([_crc_entry(byte) for byte in range(256)], np.int64)


def _crc32(text: CompiledScratch) -> int:
    crc = _WORD
    for index in range(text.cursor[0]):
        crc = crc >> 8 ^ _CRC_TABLE[(crc ^ text.text[index]) & 0xFF]
    return crc ^ _WORD


@twin(_crc32)
def crc32(text: Text) -> int:
    """The CRC-32 of `text`, that of zip and Ethernet."""
    return zlib.crc32(text.text)


def java_hash(text: Text) -> int:
    """The hash code that Java, and many a script after it, gives `text`: 32 bits, unsigned."""
    code = 0
    for index in range(length(text)):
        code = (31 * code + written(text, index)) & _WORD
    return code


def little(digest: Digest, first: int, size: int = 4) -> int:
    """`size` bytes of a hash from `first` on, the lowest first, as one number; at most seven of them."""
    number = 0
    for index in range(size):
        number |= digest[first + index] << (8 * index)
    return number


def big(digest: Digest, first: int, size: int = 4) -> int:
    """`size` bytes of a hash from `first` on, the highest first, as one number; at most seven of them."""
    number = 0
    for index in range(size):
        number = number << 8 | digest[first + index]
    return number


def put_digest(text: Text, digest: Digest, digits: int) -> None:
    """Append the first `digits` digits of a hash in lower-case hexadecimal."""
    for index in range(digits):
        put_hex(text, (digest[index // 2] >> (4 - 4 * (index % 2))) & 15)


def hash_room() -> Digest:
    """Room for a hash of any kind."""
    return numbers(32)
