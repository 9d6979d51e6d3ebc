"""Exposure: the probability that a bot reaches an adversary who holds the gaps. Pure."""

import math
from functools import lru_cache


@lru_cache(maxsize=100_000)
def exposure(n: int, gaps: int, tries: int | None, rounds: float = 1.0) -> float:
    """The probability that a bot, in `rounds` rounds of a day, tries at least one of `gaps` among `n` names.

    In each round it draws `tries` of them at random, without repeats within the round and anew in the next; what is
    left of `rounds` beyond the whole ones is a round that it makes with that probability. One round meets a gap with
    1 - C(n - gaps, tries) / C(n, tries). A bot that tries all names (None, or as many as there are) draws nothing: it
    reaches any gap on any day. ValueError for impossible counts.
    """
    if not 0 <= gaps <= n or (tries is not None and tries < 0) or rounds < 0:
        raise ValueError(f"{gaps} gaps among {n} names, {tries} tries in {rounds:g} rounds")
    if gaps == 0 or tries == 0:
        return 0.0
    if tries is None or tries + gaps > n:
        return 1.0
    missed = _missed(n, gaps, tries)
    whole = math.floor(rounds)
    return -math.expm1(whole * missed + math.log1p((rounds - whole) * math.expm1(missed)))


def most_gaps(n: int, tries: int | None, rounds: float, wanted: float) -> int:
    """The most gaps among `n` names with which the exposure is no more than `wanted`."""
    fewest, most = 0, n
    while fewest < most:
        middle = (fewest + most + 1) // 2
        if exposure(n, middle, tries, rounds) <= wanted:
            fewest = middle
        else:
            most = middle - 1
    return fewest


def _missed(n: int, gaps: int, tries: int) -> float:
    """The logarithm of the chance that one round meets none of the gaps.

    The ratio is a product over the smaller of the two counts (they are interchangeable), summed as logarithms, and what
    takes it from 1 uses expm1, so that neither 1e-12 nor 1 - 1e-12 loses its digits.
    """
    few, many = sorted((gaps, tries))
    return math.fsum(math.log1p(-many / (n - drawn)) for drawn in range(few))
