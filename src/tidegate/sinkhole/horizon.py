"""The rendezvous that a sensor knows: those of the days around today, moved on with the clock.

A name is live from fourteen hours before its UTC day to twelve hours after it, and bots' clocks are wrong: so some days
before and after today are held too. What comes to a rendezvous of any other day is journalled all the same, and
recognised when it is ingested.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta

from tidegate.names.days import Span
from tidegate.sinkhole.classify import Match
from tidegate.sinkhole.judge import Find

SLACK = 7
"""Days held before today and after it; a day of Conficker takes 2 MB."""


class Horizon:
    """Names by `span`, which `load` reads from the lake; names in `exempt` are never ours."""

    def __init__(self, load: Callable[[Span], Find], exempt: Collection[str] = frozenset()) -> None:
        self._load, self._exempt = load, exempt
        self._find: Find = _nothing
        self.span: Span | None = None

    def find(self, name: str) -> Sequence[Match]:
        """The rendezvous that `name` is on the days held; none for an exempt name."""
        return () if name in self._exempt else self._find(name)

    def hold(self, span: Span | None) -> None:
        """Hold the names of `span` and no others. Takes a second or so; `find` goes on with the old ones meanwhile."""
        self._find = self._load(span) if span else _nothing
        self.span = span


def around(today: date, forecast: Collection[date], slack: int = SLACK) -> Span | None:
    """What to hold on `today` when these days are forecast: those of them that are near, or, when today is near none
    of them (a rehearsal of another year), all."""
    near = [day for day in forecast if abs(day - today) <= timedelta(days=slack)] or forecast
    return Span(min(near), max(near)) if near else None


def _nothing(_name: str) -> Sequence[Match]:
    return ()
