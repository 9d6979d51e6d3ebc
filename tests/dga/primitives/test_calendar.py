"""Days by their number, as Python's own calendar has them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga.primitives.calendar import date_of, iso_week, monday_of, number_of

_EPOCH = date(1970, 1, 1).toordinal()
days = st.dates()


@given(days)
def test_a_number_has_its_date_and_a_date_its_number(day):
    number = day.toordinal() - _EPOCH
    assert date_of(number) == (day.year, day.month, day.day)
    assert number_of(day.year, day.month, day.day) == number


def test_a_day_beyond_the_end_of_its_month_is_in_the_next():
    assert date_of(number_of(2015, 2, 31)) == (2015, 3, 3)
    assert date_of(number_of(2016, 2, 31)) == (2016, 3, 2)


@given(days)
def test_weeks_are_those_of_the_standard(day):
    number = day.toordinal() - _EPOCH
    assert iso_week(number) == tuple(day.isocalendar())[:2]
    assert number - monday_of(number) == day.weekday()
