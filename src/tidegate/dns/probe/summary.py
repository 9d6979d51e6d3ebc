"""What a probe run came to: as a value, and as the body of its event."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tidegate.dns.bound import most_open
from tidegate.dns.probe.controls import Controls
from tidegate.dns.probe.verdict import DENIED
from tidegate.dns.probe.wanted import Wanted


@dataclass(frozen=True)
class Seen:
    """What came of one view in this session: its control names, on how many names it could not tell, and on how many
    its word was not the verdict."""

    view: str
    controls: Controls
    unknown: int
    differed: int


@dataclass(frozen=True)
class Summary:
    """A run that came to its end.

    `verdicts` counts the `names` that were asked for, out of the day's `of` under the wanted suffixes; an earlier,
    interrupted session of the run had asked for `resumed` of them. Of a sample, `drawn` are its random part, of which
    `open` are not denied. `questions` left in this session, retries included; `strays` came back that nobody was
    waiting for.
    """

    run: str
    day: date
    resolver: str
    names: int
    of: int
    verdicts: dict[str, int]
    resumed: int
    drawn: int
    open: int
    confidence: float
    questions: int
    strays: int
    views: tuple[Seen, ...]

    @property
    def denied(self) -> int:
        """How many names are sinkholed or blocked."""
        return sum(self.verdicts[verdict.value] for verdict in DENIED)

    @property
    def is_sample(self) -> bool:
        return self.names < self.of

    @property
    def most_open(self) -> int:
        """The most names of the day that can be open, at this confidence; never fewer than were found."""
        bound = most_open(self.open, self.drawn, self.of, self.confidence)
        return max(bound, self.names - self.denied)


def body(summary: Summary, wanted: Wanted) -> dict[str, Any]:
    """The event's body."""
    return {
        "run": summary.run,
        "day": summary.day.isoformat(),
        "resolver": summary.resolver,
        "suffixes": list(wanted.suffixes),
        "sample": summary.names if summary.is_sample else None,
        "rate": wanted.rate,
        "names": summary.names,
        "of": summary.of,
        "drawn": summary.drawn,
        "most_open": summary.most_open,
        "verdicts": summary.verdicts,
        "questions": summary.questions,
        "strays": summary.strays,
        "views": [_seen(seen) for seen in summary.views],
    }


def _seen(seen: Seen) -> dict[str, Any]:
    return {
        "view": seen.view,
        "unknown": seen.unknown,
        "differed": seen.differed,
        "invented": sorted(seen.controls.invented),
        "wildcards": {suffix: sorted(found) for suffix, found in seen.controls.wildcards.items()},
    }
