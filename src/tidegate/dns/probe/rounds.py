"""When a probe is repeated. Pure: time comes in from outside."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tidegate.errors import TidegateError

_INTERVAL = re.compile(r"(\d{1,4})([mhd])\Z")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True)
class Rounds:
    """A round every `every`, the first at `begun` (UTC), the last no later than `until`; None: for ever."""

    begun: datetime
    every: timedelta
    until: datetime | None = None

    def after(self, now: datetime) -> datetime | None:
        """When the next round begins after `now`; None when there is none. Rounds that were overrun are left out."""
        passed = max(0, (now - self.begun) // self.every)
        moment = self.begun + (passed + 1) * self.every
        return None if self.until is not None and moment > self.until else moment


def parse_interval(text: str) -> timedelta:
    """`30m`, `2h`, `1d`; TidegateError otherwise."""
    found = _INTERVAL.match(text)
    every = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta(0)
    if not every:
        raise TidegateError(f"{text!r} is not an interval; write it as 30m, 2h or 1d")
    return every


def parse_moment(text: str) -> datetime:
    """`2009-04-01T18:00`, or `2009-04-01` for the day's beginning, in UTC; TidegateError otherwise."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise TidegateError(f"{text!r} is not a moment; write it as YYYY-MM-DDTHH:MM, in UTC") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
