"""Arithmetic on 32-bit words: numbers from 0 to 2^32 - 1."""

_WORD = 0xFFFFFFFF


def rotate_left(word: int, bits: int) -> int:
    """`word` rotated to the left; of `bits` the low five count."""
    bits &= 31
    return (word << bits | word >> (32 - bits)) & _WORD


def rotate_right(word: int, bits: int) -> int:
    """`word` rotated to the right; of `bits` the low five count."""
    return rotate_left(word, 32 - (bits & 31))


def signed(word: int) -> int:
    """The two's complement reading of `word`: from -2^31 to 2^31 - 1."""
    return (word ^ 0x80000000) - 0x80000000
