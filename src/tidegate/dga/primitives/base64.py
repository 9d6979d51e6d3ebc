"""Base 64, digit by digit. Source: RFC 4648."""

from collections.abc import Sequence


def sextet(octets: Sequence[int], size: int, index: int) -> int:
    """Six bits of the first `size` of `octets`, the topmost first, counted from 0; zeros beyond their end."""
    first = index * 6 // 8
    pair = octets[first] << 8 if first < size else 0
    if first + 1 < size:
        pair |= octets[first + 1]
    return (pair >> (10 - index * 6 % 8)) & 63


def digit(value: int) -> int:
    """The code of the digit for a number from 0 to 63, in the standard alphabet."""
    if value < 26:
        return 65 + value
    if value < 52:
        return 71 + value
    if value < 62:
        return value - 4
    return 43 if value == 62 else 47


def url_digit(value: int) -> int:
    """The code of the digit in the alphabet for URLs and file names."""
    if value < 62:
        return digit(value)
    return 45 if value == 62 else 95


def lower_digit(value: int) -> int:
    """The standard alphabet's digit in lower case, whereby two numbers may have one digit."""
    return digit(value) | 0x20
