"""Numbers on any text, in decimal and hexadecimal."""

from tidegate.dga.spelling.letters import put
from tidegate.dga.spelling.text import Text


def put_decimal(text: Text, number: int, digits: int = 1) -> None:
    """Append a whole number in decimal, with zeros in front up to `digits` digits."""
    if number < 0:
        put(text, 45)
        number = -number
    unit = 1
    for _ in range(digits - 1):
        unit *= 10
    while number // unit >= 10:
        unit *= 10
    while unit > 0:
        put(text, 48 + number // unit % 10)
        unit //= 10


def put_hex(text: Text, number: int, digits: int = 1) -> None:
    """Append a number from 0 on in lower-case hexadecimal, with zeros in front up to `digits` digits."""
    shift = 4 * (digits - 1)
    while (number >> shift) > 15:
        shift += 4
    while shift >= 0:
        nibble = (number >> shift) & 15
        put(text, 48 + nibble if nibble < 10 else 87 + nibble)
        shift -= 4
