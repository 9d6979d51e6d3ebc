"""The x87 instruction FSIN, whose pi has 66 bits.

FSIN reduces its argument modulo twice 0xC90FDAA22168C234C x 2^-66 rather than modulo 2 pi, so its results for large
arguments are not the sine. Programs that used it can only be followed with the same remainder.

Source: Intel 64 and IA-32 Architectures Software Developer's Manual, volume 1, 8.3.8 "Approximation of Pi".
"""

from math import cos, sin

TWO_PI_66 = 0xC90FDAA22168C234C
"""Twice the instruction's pi, in units of 2^-65."""
OUT_OF_RANGE = 2.0**63
"""From here on FSIN refuses its argument."""


def fsin(number: float) -> float:
    """FSIN of `number` radians, whole and not negative; the true sine from 2^63 on, where FSIN gives no result.

    The remainder is exact: the 53 bits that a double holds, and the 15 below them, which are added to first order.
    """
    if number >= OUT_OF_RANGE:
        return sin(number)
    coarse, fine = divmod((int(number) << 65) % TWO_PI_66, 1 << 15)
    angle = coarse * 2.0**-50
    return sin(angle) + fine * 2.0**-65 * cos(angle)
