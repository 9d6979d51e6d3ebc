"""Names of models that cannot be predicted: they can only be recognised, by how they look."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
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
_AHEAD = re.compile(r"\(\?=[^()]*\)")


@dataclass(frozen=True)
class Pattern:
    """What every name of a variant looks like: the expression that it matches whole, and its endings."""

    match: Match
    expression: str
    suffixes: tuple[str, ...]

    def fits(self, names: pa.StringArray) -> NDArray[np.bool_]:
        """Which of `names` look so."""
        fitting = _matching(self.expression, names)
        if self.suffixes and fitting.any():
            fitting &= _matching(rf".*\.({'|'.join(map(re.escape, self.suffixes))})", names)
        return fitting

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
        # what an expression looks ahead for is left out: Arrow has no such thing, and more suspects do no harm
        self._any = "|".join(f"(?:{_AHEAD.sub('', pattern.expression)})" for pattern in self._patterns)

    def __len__(self) -> int:
        return len(self._patterns)

    def suspects(self, names: pa.StringArray) -> pa.StringArray:
        """Those of `names` that some expression matches, each once, in one pass."""
        if not self._patterns:
            return names.slice(0, 0)
        distinct = names.unique()
        return distinct.filter(pa.array(_matching(self._any, distinct)))

    def matches(self, names: pa.StringArray) -> Matches:
        """The patterns that each of `names` fits."""
        left = self.suspects(names)
        found: dict[str, list[Match]] = {}
        for pattern in self._patterns:
            for name in left.filter(pa.array(pattern.fits(left))).to_pylist():
                found.setdefault(name, []).append(pattern.match)
        return found

    def of(self, name: str) -> list[Match]:
        """The patterns that one name fits."""
        return self.matches(pa.array([name])).get(name, [])


def pattern_of(family: str, variant: Variant) -> Pattern:
    """The pattern of a variant that has one."""
    return Pattern(Match(family, variant.name, "", kind=Kind.PATTERN), variant.pattern or "", variant.suffixes)


def _matching(expression: str, names: pa.StringArray) -> NDArray[np.bool_]:
    try:
        found: Any = pc.match_substring_regex(names, rf"^(?:{expression})$")
        return np.array(found, np.bool_)
    except pa.ArrowInvalid:  # what Python's expressions can say and Arrow's cannot, such as a back-reference
        whole = re.compile(expression)
        return np.array([whole.fullmatch(name) is not None for name in names.to_pylist()], np.bool_)
