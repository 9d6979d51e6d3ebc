"""The rolling window: which rows of a list are served at a moment, and when that changes by itself. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import ibis

from tidegate.dns.live import window
from tidegate.errors import TidegateError
from tidegate.names.days import ONE_DAY, Span
from tidegate.operation.model import Model

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Rolling:
    """A name enters `lead` before it is live, so that it is with every resolver in time, and leaves `grace` after it
    was live, since bots with wrong clocks come late."""

    lead: timedelta = timedelta(days=3)
    grace: timedelta = ONE_DAY

    def __post_init__(self) -> None:
        if min(self.lead, self.grace) < timedelta(0):
            raise TidegateError(f"names cannot enter or leave {min(self.lead, self.grace)} early: use 0 or more")

    def rows(self, listing: ibis.Table, now: datetime) -> ibis.Table:
        """The rows of `listing` (with the columns of a block list) that are served at `now`, in UTC."""
        plain = now.astimezone(UTC).replace(tzinfo=None)
        return listing.filter(listing.live_from <= plain + self.lead, listing.live_until > plain - self.grace)

    def span(self, now: datetime, models: Iterable[Model]) -> Span:
        """The days of which `models` may have names that are served at `now`."""
        windows = [window(model.behaviour) for model in models]
        first = min(now - self.grace - ends for _, ends in windows)
        last = max(now + self.lead - begins for begins, _ in windows)
        return Span(first.date(), last.date())

    def next_turn(self, now: datetime, models: Iterable[Model]) -> datetime:
        """The next moment after `now` at which a name can enter or leave by itself."""
        edges = {edge for model in models for edge in self._edges(model)}
        return min(now + ONE_DAY - (now - _EPOCH - edge) % ONE_DAY for edge in edges)

    def _edges(self, model: Model) -> tuple[timedelta, timedelta]:
        """When, from a day's midnight, its names enter and leave."""
        begins, ends = window(model.behaviour)
        return begins - self.lead, ends + self.grace
