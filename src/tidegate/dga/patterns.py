"""Regular expressions for names that are made of words."""

from collections.abc import Iterable
from itertools import groupby


def any_of(words: Iterable[str]) -> str:
    """An expression that any of `words` matches: what some begin with alike stands in it once, so that few ways are
    tried. `words` are of letters and digits."""
    tails = [
        letter and letter + any_of(word[1:] for word in group)
        for letter, group in groupby(sorted(set(words)), lambda word: word[:1])
    ]
    return tails[0] if len(tails) == 1 else f"(?:{'|'.join(tails)})"
