"""When people are at work, on their own clocks."""

from datetime import UTC, datetime

import pytest

from tidegate.operation.directory.office import at_work, local
from tidegate.operation.model import Registry

TOKYO = Registry("jp", "JPRS", ("jp",), time_zone="Asia/Tokyo")
NEW_YORK = Registry("verisign", "VeriSign", ("com",), time_zone="America/New_York")


def utc(day, hour, minute=0):
    return datetime(2009, 3, day, hour, minute, tzinfo=UTC)


def test_a_moment_is_told_on_the_registry_s_clock():
    assert f"{local(TOKYO, utc(24, 10)):%Y-%m-%d %H:%M}" == "2009-03-24 19:00"


@pytest.mark.parametrize(
    ("registry", "moment", "there"),
    [
        (TOKYO, utc(24, 0), True),  # Tuesday, nine
        (TOKYO, utc(24, 8), False),  # Tuesday, five
        (NEW_YORK, utc(24, 13), True),  # summer time has begun
        (NEW_YORK, utc(24, 12, 59), False),
        (NEW_YORK, utc(28, 15), False),  # Saturday
    ],
)
def test_people_are_there_from_nine_to_five_on_weekdays(registry, moment, there):
    assert at_work(registry, moment) is there
