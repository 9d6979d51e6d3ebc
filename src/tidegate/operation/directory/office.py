"""When a registry's people are at work: on weekdays from nine to five in its time zone. Holidays are not known."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tidegate.operation.model import Registry

OPENS, CLOSES = time(9), time(17)
_SATURDAY = 5


def local(registry: Registry, moment: datetime) -> datetime:
    """`moment`, which has a time zone, on the registry's own clock."""
    return moment.astimezone(ZoneInfo(registry.time_zone))


def at_work(registry: Registry, moment: datetime) -> bool:
    """Whether somebody is likely to be there at `moment`."""
    there = local(registry, moment)
    return there.weekday() < _SATURDAY and OPENS <= there.time() < CLOSES


def last_at_work(registry: Registry, due: datetime) -> datetime:
    """The moment (UTC) until which somebody is likely to be there before `due`: who has not acted by then will not."""
    if at_work(registry, due):
        return due.astimezone(UTC)
    there = local(registry, due)
    day = there.date() if there.time() >= CLOSES else there.date() - timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day -= timedelta(days=1)
    return datetime.combine(day, CLOSES, there.tzinfo).astimezone(UTC)
