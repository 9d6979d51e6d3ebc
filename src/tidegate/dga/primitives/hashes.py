"""Hashes: CPython asks its standard library, compiled code has its own.

A scratch is hashed by itself. Where messages do not wait for each other's hash, a sheaf
(`tidegate.dga.primitives.sheaf`) takes them all and is hashed as a whole, which compiled code does many times as fast.

Source of Java's `String.hashCode`: Java Platform API; of the others see `tidegate.dga.primitives.compression`.
"""

import hashlib
import zlib
from collections.abc import Callable, MutableSequence, Sequence
from typing import Any

from tidegate.dga.primitives.crc import crc32 as _crc32
from tidegate.dga.primitives.sheaf import DIGEST, Sheaf
from tidegate.dga.spelling import Text, length, numbers, put, twin, written

_WORD = 0xFFFFFFFF
_COMPILED = "tidegate.dga.primitives.digests"
Digest = MutableSequence[int]
"""A hash's bytes: 16 of MD5, 20 of SHA-1, 32 of SHA-256. `hash_room` makes room for one."""


@twin(f"{_COMPILED}.md5")
def md5(text: Text, digest: Digest) -> None:
    """Put the MD5 of `text` into `digest`."""
    digest[:16] = hashlib.md5(text.text, usedforsecurity=False).digest()


@twin(f"{_COMPILED}.sha1")
def sha1(text: Text, digest: Digest) -> None:
    """Put the SHA-1 of `text` into `digest`."""
    digest[:20] = hashlib.sha1(text.text, usedforsecurity=False).digest()


@twin(f"{_COMPILED}.sha256")
def sha256(text: Text, digest: Digest) -> None:
    """Put the SHA-256 of `text` into `digest`."""
    digest[:32] = hashlib.sha256(text.text).digest()


@twin(f"{_COMPILED}.md5_each")
def md5_each(messages: Sheaf) -> Sequence[Digest]:
    """The MD5s of all messages of a sheaf that are closed; those that it was asked for before are there already."""
    return _each(messages, hashlib.md5)


@twin(f"{_COMPILED}.sha1_each")
def sha1_each(messages: Sheaf) -> Sequence[Digest]:
    """The same with SHA-1."""
    return _each(messages, hashlib.sha1)


@twin(f"{_COMPILED}.sha256_each")
def sha256_each(messages: Sheaf) -> Sequence[Digest]:
    """The same with SHA-256."""
    return _each(messages, hashlib.sha256)


def _each(messages: Sheaf, function: Callable[..., Any]) -> Sequence[Digest]:
    new = messages.closed[len(messages.digests) :]
    messages.digests += [function(message, usedforsecurity=False).digest() for message in new]
    return messages.digests  # type: ignore[no-any-return]


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
        nibble = (digest[index // 2] >> (4 - 4 * (index % 2))) & 15
        put(text, 48 + nibble if nibble < 10 else 87 + nibble)


def hash_room() -> Digest:
    """Room for a hash of any kind."""
    return numbers(DIGEST)
