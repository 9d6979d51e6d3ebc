"""When a registry's people are at work: on weekdays from nine to five in its time zone. Holidays are not known."""

from datetime import datetime, time
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
