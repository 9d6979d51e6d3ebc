"""Conficker C in plain Python, as bench/conficker_plain.c: `math`'s sine and logarithm at every draw, no tricks."""

import math
import struct
from collections.abc import Iterator


def names(unix_seconds: int, suffixes: tuple[str, ...]) -> Iterator[str]:
    """The 50,000 names of the day that begins at `unix_seconds`."""
    draws = _draws(unix_seconds)
    for _ in range(50_000):
        length = abs(next(draws)) % 6 + 4
        word = "".join(chr(97 + abs(next(draws)) % 26) for _ in range(length))
        yield word + "." + suffixes[abs(next(draws)) % 116]


def _draws(unix_seconds: int) -> Iterator[int]:
    filetime = (unix_seconds + 11_644_473_600) * 10**7
    key = filetime * 0x2682D10B7 % 2**64 // 0x19254D38000 + 0xF1E34A09
    while True:
        d = float(key)
        r = ((float(key * 0x4F3D859E % 2**64) + math.sin(d)) * d + 0.9462703910) * d
        (key,) = struct.unpack("<Q", struct.pack("<d", math.log(d) + r))
        value = key & 0xFFFFFFFF
        yield value - 2**32 if value >= 2**31 else value
