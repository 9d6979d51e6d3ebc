"""A whole log of names held against the models."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

import pyarrow as pa

from tidegate.identify.lookup import Lookup
from tidegate.identify.match import Match, Matches
from tidegate.identify.patterns import Patterns

_AT_ONCE = 500_000
"""Suspects that are made sure of together: the more, the fewer sets are made twice."""


class PatternUse(StrEnum):
    """Which names are held against the patterns of unpredictable families."""

    REST = "rest"  # those without an exact match
    ALL = "all"
    NONE = "none"


def identify(
    batches: Iterable[pa.StringArray], lookup: Lookup, patterns: Patterns, use: PatternUse = PatternUse.REST
) -> Iterator[tuple[str, list[Match]]]:
    """Each name of `batches` that matches, once, with its matches; the names that matched are remembered."""
    told: set[str] = set()
    for suspects in _gathered(_suspects(batches, lookup, patterns, use)):
        new = pa.array((name for name in suspects.unique().to_pylist() if name not in told), pa.string())
        for name, matches in _matches(new, lookup, patterns, use).items():
            told.add(name)
            yield name, matches


def _suspects(
    batches: Iterable[pa.StringArray], lookup: Lookup, patterns: Patterns, use: PatternUse
) -> Iterator[pa.StringArray]:
    for batch in batches:
        yield lookup.suspects(batch)
        if use is not PatternUse.NONE:
            yield patterns.suspects(batch)


def _gathered(parts: Iterable[pa.StringArray]) -> Iterator[pa.StringArray]:
    held, count = [], 0
    for part in parts:
        held.append(part)
        count += len(part)
        if count >= _AT_ONCE:
            yield pa.concat_arrays(held)
            held, count = [], 0
    if count:
        yield pa.concat_arrays(held)


def _matches(names: pa.StringArray, lookup: Lookup, patterns: Patterns, use: PatternUse) -> Matches:
    exact = lookup.exact(names)
    asked = [] if use is PatternUse.NONE else names.to_pylist()
    if use is PatternUse.REST:
        asked = [name for name in asked if name not in exact]
    looks = patterns.matches(pa.array(asked, pa.string()))
    both = [name for name in names.to_pylist() if name in exact or name in looks]
    return {name: [*exact.get(name, []), *looks.get(name, [])] for name in both}
