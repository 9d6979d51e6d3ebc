"""What a random sample of a day's names says about all of them: an exact bound. Pure."""

import math

CONFIDENCE = 0.95
_TIE = 1 - 1e-9
"""Logarithms are not exact to the last digit; what is as probable as it may be counts as possible, which is safe."""


def most_open(found: int, sample: int, of: int, confidence: float = CONFIDENCE) -> int:
    """The most names of `of` that can be open where `found` of a random `sample` are, at this confidence.

    The exact upper bound of the hypergeometric law (J. P. Buonaccorsi, A note on confidence intervals for proportions
    in finite populations, The American Statistician 41, 1987): the largest number with which so few would still be
    found with a probability of 1 - confidence or more.
    """
    _check(confidence)
    if not 0 <= found <= sample <= of:
        raise ValueError(f"{found} of {sample} of {of}")
    low, high = found, of - (sample - found)
    while low < high:
        middle = (low + high + 1) // 2
        if _at_most(found, middle, sample, of) >= (1 - confidence) * _TIE:
            low = middle
        else:
            high = middle - 1
    return low


def needed(of: int, at_most: int, confidence: float = CONFIDENCE) -> int:
    """The smallest sample of `of` names which, found all denied, shows that no more than `at_most` are open."""
    _check(confidence)
    low, high = 0, of
    while low < high:
        middle = (low + high) // 2
        if most_open(0, middle, of, confidence) <= at_most:
            high = middle
        else:
            low = middle + 1
    return low


def _at_most(found: int, open: int, sample: int, of: int) -> float:
    """The probability that a random sample holds no more than `found` of the `open` names."""
    least = max(0, sample - (of - open))
    if found < least:
        return 0.0
    chance = math.exp(_choose(open, least) + _choose(of - open, sample - least) - _choose(of, sample))
    total = chance
    for held in range(least, min(found, open, sample)):
        chance *= (open - held) * (sample - held) / ((held + 1) * (of - open - sample + held + 1))
        total += chance
    return min(1.0, total)


def _choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _check(confidence: float) -> None:
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence of {confidence}")
