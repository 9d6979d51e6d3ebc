"""How a day's names stand: counts summed over whatever a page shows, and the shares they make. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self


@dataclass(frozen=True)
class Standing:
    """Names by what is known of them; `tidegate.dns.tally` says when a name is what. Exempt ones are not contested."""

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
        return cls(**{field.name: sum(row[field.name] for row in listed) for field in fields(cls)})

    @property
    def contested(self) -> int:
        """Names that the adversary could get if nobody acted: all but the exempt, which their owners hold."""
        return self.names - self.exempt

    @property
    def unproved(self) -> int:
        """Names that are claimed and neither proved nor disproved."""
        return self.contested - self.verified - self.gaps

    def share(self, number: int) -> float | None:
        """`number` as a share of the contested names; None where there is none."""
        return number / self.contested if self.contested else None

    def open(self, measure: str) -> int:
        """The names open by the best knowledge (`gaps`), if only claims counted, or if only proof did."""
        return self.gaps if measure == "gaps" else self.contested - int(getattr(self, measure))

    @property
    def parts(self) -> list[tuple[str, str, float]]:
        """The whole in its parts that are not empty, as (what, words, share of all names); they add up to 1."""
        kinds = [
            ("verified", f"{self.verified:,} verified", self.verified),
            ("claimed", f"{self.unproved:,} claimed, not proved", self.unproved),
            ("gaps", f"{self.gaps:,} open", self.gaps),
            ("exempt", f"{self.exempt:,} exempt, their owners'", self.exempt),
        ]
        return [(kind, words, number / self.names) for kind, words, number in kinds if number]
