"""Arithmetic on unsigned 64-bit words that reads the same in CPython and compiled.

A word is whatever has the right low 64 bits: compiled code holds it in a signed number. Sums, differences, products,
`&`, `|`, `^` and shifts to the left need nothing but `wrap` now and then, which in CPython keeps the number short; the
functions here are for what looks at the upper bits. Constants of 2^63 and above are written minus 2^64.
"""

from tidegate.dga.spelling import twin

_WORD = (1 << 64) - 1
_HALF = (1 << 63) - 1
_LOW = 0xFFFFFFFF


def _wrap(word: int) -> int:
    return word


@twin(_wrap)
def wrap(word: int) -> int:
    """`word` without what is above its 64 bits."""
    return word & _WORD


def _shift_right(word: int, bits: int) -> int:
    return (word >> bits) & (_HALF >> (bits - 1))


@twin(_shift_right)
def shift_right(word: int, bits: int) -> int:
    """`word` shifted to the right by 1 to 63 bits, zeros coming in."""
    return (word & _WORD) >> bits


def _remainder(word: int, divisor: int) -> int:
    return (((word >> 1) & _HALF) % divisor * 2 + (word & 1)) % divisor


@twin(_remainder)
def remainder(word: int, divisor: int) -> int:
    """The unsigned remainder by a divisor from 1 to 2^62."""
    return (word & _WORD) % divisor
