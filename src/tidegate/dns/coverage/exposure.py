"""Exposure: the probability that a bot reaches an adversary who holds the gaps. Pure."""

import math


def exposure(n: int, gaps: int, tries: int | None) -> float:
    """The probability that `tries` of `n` names, drawn at random without repeats, hold at least one of `gaps`.

    That is 1 - C(n - gaps, tries) / C(n, tries). A bot that tries all names (None, or as many as there are) reaches any
    gap. The ratio is a product over the smaller of the two counts (they are interchangeable), summed as logarithms
    and taken from 1 by expm1, so that neither 1e-12 nor 1 - 1e-12 loses its digits. ValueError for impossible counts.
    """
    if not 0 <= gaps <= n or (tries is not None and tries < 0):
        raise ValueError(f"{gaps} gaps among {n} names, {tries} tries")
    if gaps == 0 or tries == 0:
        return 0.0
    if tries is None or tries + gaps > n:
        return 1.0
    few, many = sorted((gaps, tries))
    return -math.expm1(math.fsum(math.log1p(-many / (n - drawn)) for drawn in range(few)))
