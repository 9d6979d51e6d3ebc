"""Names of models that cannot be predicted: they can only be recognised, by how they look."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tidegate.dga.family import Variant
from tidegate.identify.match import Kind, Match, Matches
from tidegate.identify.models import chosen

ORDINARY = (
    *("google.com", "youtube.com", "facebook.com", "wikipedia.org", "instagram.com", "reddit.com", "whatsapp.com"),
    *("amazon.com", "netflix.com", "microsoft.com", "linkedin.com", "cloudflare.com", "wordpress.org", "github.com"),
    *("pinterest.com", "mozilla.org", "booking.com", "dropbox.com", "spotify.com", "stackoverflow.com"),
)
"""Names that everybody looks up. A pattern that fits more than one in ten of them tells nothing about a name."""
_AHEAD = re.compile(r"\(\?=[^()]*\)(?![*+?{])")


@dataclass(frozen=True)
class Pattern:
    """What every name of a variant looks like: the expression that it matches whole, and its endings."""

    match: Match
    expression: str
    suffixes: tuple[str, ...]

    def fits(self, names: pa.StringArray) -> NDArray[np.bool_]:
        """Which of `names` look so: Arrow says which may, Python makes sure where Arrow cannot."""
        rows, left = np.arange(len(names)), names
        for expression in filter(None, (self._loose, self._endings)):
            kept = np.flatnonzero(_matching(expression, left))
            rows, left = rows[kept], left.take(pa.array(kept))
        if self._loose != self.expression:
            whole = re.compile(self.expression)
            rows = rows[[whole.fullmatch(name) is not None for name in left.to_pylist()]]
        fitting = np.zeros(len(names), np.bool_)
        fitting[rows] = True
        return fitting

    @cached_property
    def _loose(self) -> str | None:
        """The expression as Arrow can say it, without what it looks ahead for at its beginning; None where Arrow cannot
        say it even so, such as one with a back-reference."""
        ahead = _AHEAD.match(self.expression)
        loose = self.expression[ahead.end() :] if ahead else self.expression
        try:
            _matching(loose, pa.array([""]))
        except pa.ArrowInvalid:
            return None
        return loose

    @property
    def _endings(self) -> str | None:
        return rf".*\.({'|'.join(map(re.escape, self.suffixes))})" if self.suffixes else None

    @property
    def telling(self) -> bool:
        """Whether it fits hardly any ordinary name."""
        return bool(10 * self.fits(pa.array(ORDINARY)).sum() <= len(ORDINARY))


class Patterns:
    """The patterns of all variants that have nothing else, or of those of some families; without `broad` only those
    that hardly any ordinary name fits."""

    def __init__(self, families: Sequence[str] = (), *, broad: bool = True) -> None:
        declared = [
            pattern_of(family.name, variant)
            for family in chosen(families)
            for variant in family.variants
            if variant.pattern and not variant.predictable
        ]
        self._patterns = [pattern for pattern in declared if broad or pattern.telling]

    def __len__(self) -> int:
        return len(self._patterns)

    def suspects(self, names: pa.StringArray) -> pa.StringArray:
        """Those of `names` that fit some pattern, each once."""
        distinct = names.unique()
        fitting = np.zeros(len(distinct), np.bool_)
        for pattern in self._patterns:
            fitting |= pattern.fits(distinct)
        return distinct.filter(pa.array(fitting))

    def matches(self, names: pa.StringArray) -> Matches:
        """The patterns that each of `names` fits."""
        found: dict[str, list[Match]] = {}
        for pattern in self._patterns:
            for name in names.filter(pa.array(pattern.fits(names))).to_pylist():
                found.setdefault(name, []).append(pattern.match)
        return found

    def of(self, name: str) -> list[Match]:
        """The patterns that one name fits."""
        return self.matches(pa.array([name])).get(name, [])


def pattern_of(family: str, variant: Variant) -> Pattern:
    """The pattern of a variant that has one."""
    return Pattern(Match(family, variant.name, "", kind=Kind.PATTERN), variant.pattern or "", variant.suffixes)


def _matching(expression: str, names: pa.StringArray) -> NDArray[np.bool_]:
    """Which of `names` the expression matches whole; ArrowInvalid for one that Arrow cannot say."""
    found: Any = pc.match_substring_regex(names, rf"^(?:{expression})$")
    return found.to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]
