"""Periods that are parts of others."""

from datetime import date

from tidegate.dga.period import WEEK, cut_by_month, cut_by_year, parts_of_week


def test_a_week_falls_into_the_parts_that_begin_on_its_weekdays():
    period = parts_of_week("Monday to Saturday, or Sunday", 0, 6)
    saturday, sunday, monday = (period.span(date(2016, 12, day)) for day in (17, 18, 19))
    assert (saturday.first, saturday.last) == (date(2016, 12, 12), date(2016, 12, 17))
    assert (sunday.first, sunday.last) == (date(2016, 12, 18), date(2016, 12, 18))
    assert monday.first == date(2016, 12, 19)


def test_a_week_that_is_cut_by_the_month_is_two():
    period = cut_by_month(WEEK)
    january, february = period.span(date(2015, 1, 31)), period.span(date(2015, 2, 1))
    assert (january.first, january.last) == (date(2015, 1, 26), date(2015, 1, 31))
    assert (february.first, february.last) == (date(2015, 2, 1), date(2015, 2, 1))
    assert str(period) == "week from Monday, cut where the month changes"


def test_a_week_that_is_cut_by_the_year_is_two():
    period = cut_by_year(WEEK)
    december, january = period.span(date(2022, 12, 31)), period.span(date(2023, 1, 1))
    assert (december.first, december.last) == (date(2022, 12, 26), date(2022, 12, 31))
    assert (january.first, january.last) == (date(2023, 1, 1), date(2023, 1, 1))
    assert str(period) == "week from Monday, cut where the year changes"
