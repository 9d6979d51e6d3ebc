"""Names counted by what is known of them, summed over whatever somebody looks at, and the shares they make. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self


@dataclass(frozen=True)
class Counts:
    """Distinct names of some days, suffixes or registries; `tidegate.dns.coverage.tally` says when a name is what."""

    names: int = 0
    exempt: int = 0
    claimed: int = 0
    probed: int = 0
    verified: int = 0
    gaps: int = 0
    contradicted: int = 0
    taken: int = 0

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """The sum of `rows`, each of which has these counts among its columns."""
        listed = list(rows)
        return cls(**{name: sum(row[name] for row in listed) for name in COUNTS})

    @property
    def contested(self) -> int:
        """Names that the adversary could get if nobody acted: all but the exempt, which their owners hold."""
        return self.names - self.exempt

    @property
    def unproved(self) -> int:
        """Names that are claimed and neither proved nor disproved."""
        return self.contested - self.verified - self.gaps

    @property
    def claimed_share(self) -> float | None:
        """The coverage as the registries claim it, from 0 to 1; None where nothing is contested."""
        return self.share(self.claimed)

    @property
    def verified_share(self) -> float | None:
        """The coverage as the live DNS confirms it, from 0 to 1; None where nothing was probed."""
        return self.share(self.verified) if self.probed else None

    def share(self, number: int) -> float | None:
        """`number` as a share of the contested names; None where there is none."""
        return number / self.contested if self.contested else None


COUNTS = tuple(field.name for field in fields(Counts))
"""The counts' names, in the order of a table's columns."""
