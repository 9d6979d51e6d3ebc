"""SharkBot's weeks, by the calendars of its users."""

import pytest

from tidegate.dga import generate


def week(day, calendar=""):
    return generate("sharkbot", day, variant=f"v0.0{calendar}")


def test_days_of_one_iso_week_have_one_set():
    assert week("2021-01-02") == week("2020-12-28") != week("2021-01-04")


@pytest.mark.parametrize(
    ("calendar", "day", "same"),
    [
        ("-sunday", "2021-12-26", "2022-01-05"),  # the week that holds the first of January is week 1
        ("-sunday", "2022-12-31", "2021-01-01"),  # it ends the year itself: week 53
        ("-sunday", "2022-06-05", "2022-06-13"),  # two weeks beyond that of ISO 8601
        ("-saturday", "2022-06-04", "2022-06-06"),
        ("-monday", "2021-01-01", "2021-01-05"),
    ],
)
def test_weeks_begin_by_the_locale(calendar, day, same):
    assert week(day, calendar) == week(same)


def test_year_that_is_counted_in_ends_a_set_within_the_week():
    assert generate("sharkbot", "2020-12-31", variant="v2.8") != generate("sharkbot", "2021-01-01", variant="v2.8")
