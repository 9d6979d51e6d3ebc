"""What was found out about a name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from tidegate.identify.models import Model
from tidegate.names.days import ONE_DAY, Span

_ALWAYS = Span(date.min, date.max)


class Kind(StrEnum):
    """How sure a match is."""

    EXACT = "exact"  # the model makes the name
    PATTERN = "pattern"  # the name looks as the model's names do, which cannot be predicted


@dataclass(frozen=True)
class Match:
    """A model that makes a name, or whose names look like it.

    The name is in the set of every period from `first` to `last`, both UTC days included; both are None where the set
    is the same on all days, and for a pattern. `position` is the name's place, from 0, in the set of `first`.
    """

    family: str
    variant: str
    config: str
    first: date | None = None
    last: date | None = None
    position: int | None = None
    kind: Kind = Kind.EXACT

    @classmethod
    def of(cls, model: Model, span: Span, position: int) -> "Match":
        """An exact match in the sets of `span`."""
        first, last = (None, None) if span == _ALWAYS else (span.first, span.last)
        return cls(model.family, model.name, model.config, first, last, position)

    def row(self) -> dict[str, Any]:
        """The match as others read it."""
        return {
            "family": self.family,
            "variant": self.variant,
            "config": self.config,
            "from": self.first and self.first.isoformat(),
            "to": self.last and self.last.isoformat(),
            "position": self.position,
            "kind": str(self.kind),
        }


Matches = Mapping[str, list[Match]]
"""The matches of each name that has any."""


def in_order(found: Iterable[Match]) -> list[Match]:
    """Matches as they are shown: exact ones before patterns, by model, then by day; what follows on one another is one
    match."""
    shown: list[Match] = []
    for match in sorted(found, key=_place):
        if shown and _follows(shown[-1], match):
            shown[-1] = replace(shown[-1], last=match.last)
        else:
            shown.append(match)
    return shown


def _place(match: Match) -> tuple[Kind, str, str, str, date]:
    return match.kind, match.family, match.variant, match.config, match.first or date.min


def _follows(one: Match, other: Match) -> bool:
    same = (one.family, one.variant, one.config) == (other.family, other.variant, other.config)
    return bool(same and one.last and other.first and other.first == one.last + ONE_DAY)
