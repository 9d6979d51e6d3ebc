"""When people are at work, on their own clocks."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.operation.directory.office import at_work, last_at_work, local
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


def test_who_is_at_work_when_it_is_due_has_until_then():
    assert last_at_work(NEW_YORK, utc(24, 15)) == utc(24, 15)


def test_what_is_due_by_night_is_done_by_day_and_on_monday_morning_on_friday():
    assert last_at_work(TOKYO, utc(24, 10)) == utc(24, 8)  # Tuesday, seven in the evening
    assert last_at_work(TOKYO, utc(23, 23)) == utc(23, 8)  # Tuesday, eight in the morning
    assert last_at_work(TOKYO, utc(22, 22)) == utc(20, 8)  # Monday, seven in the morning


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)))
def test_the_last_moment_is_never_late_and_a_moment_before_it_somebody_is_there(due):
    last = last_at_work(NEW_YORK, due)
    assert last <= due
    assert at_work(NEW_YORK, last.replace(second=0, microsecond=0)) or local(NEW_YORK, last).hour == 17
