"""What was read and what was not: nothing is skipped without being counted."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Records read (lines, packets, frames), names found in them, and what gave none, by reason."""

    records: int = 0
    names: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def skip(self, reason: str, times: int = 1) -> None:
        if times:
            self.skipped[reason] += times
