"""Which names a sample holds. Pure.

A sample of n is drawn at random from all N names of the day, as many as leave room for one name of each suffix that
chance has left out. Whether a name is open has no part in the draw, so the random part obeys the hypergeometric law
exactly (`tidegate.dns.bound`); the names that were added are counted, and nothing is concluded from them.
"""

from collections.abc import Mapping, Sequence


def drawn(order: Sequence[str], suffixes: Mapping[str, str | None], size: int) -> tuple[list[str], int]:
    """`size` of the names in random `order`, and how many of them, from the first on, are the random part.

    Where `size` is below the number of suffixes there is nothing to add: then chance alone decides.
    """
    if size >= len(order):
        return list(order), len(order)
    first = _first_of_each(order, suffixes)
    if size < len(first):
        return list(order[:size]), size
    random = size - sum(place >= size for place in first)
    while random + sum(place >= random for place in first) > size:
        random -= 1
    return [*order[:random], *(order[place] for place in first if place >= random)], random


def _first_of_each(order: Sequence[str], suffixes: Mapping[str, str | None]) -> list[int]:
    """Where in `order` the first name of each suffix stands."""
    first: dict[str | None, int] = {}
    for place, name in enumerate(order):
        first.setdefault(suffixes[name], place)
    return list(first.values())
