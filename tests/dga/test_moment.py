"""Compiled code reckons a day's numbers from the day's own number."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga.moment import EPOCH, moment, moment_of


@given(day=st.dates())
def test_moment_of_a_number_is_that_of_its_day(day):
    assert moment_of(day.toordinal() - EPOCH) == moment(day)


def test_first_day_of_all_is_a_thursday():
    assert moment(date(1970, 1, 1)) == (1970, 1, 1, 3, 1, 0)
