"""Infy's weeks: the readings of them agree in the middle of a month, and part where weeks, months and years cross."""

from tidegate.dga import generate

READINGS = ("default", "monday", "iso-year", "sunday")


def labels(variant, day):
    return generate("infy", day, variant=variant)[0]


def ways(day):
    return {variant: labels(variant, day) for variant in READINGS}


def test_readings_agree_in_the_middle_of_a_month():
    assert set(ways("2015-01-14").values()) == {"5929a209.space"}


def test_a_week_across_months_has_the_month_of_its_monday_in_one_reading():
    assert labels("monday", "2015-02-01") == labels("monday", "2015-01-26") == labels("default", "2015-01-26")
    assert labels("default", "2015-02-01") != labels("monday", "2015-02-01")


def test_the_year_of_a_week_may_be_another_than_that_of_the_day():
    assert labels("iso-year", "2014-12-31") != labels("default", "2014-12-31")
    assert labels("iso-year", "2015-01-01") == labels("default", "2015-01-01")


def test_a_week_from_sunday_is_one_day_ahead():
    assert labels("sunday", "2015-01-11") == labels("default", "2015-01-12")
