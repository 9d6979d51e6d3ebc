"""Serials move, always forward, and read as a date where they can."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.export.serial import following, is_newer

DAY = date(2009, 3, 20)
SERIALS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize(
    ("last", "steps", "serial"),
    [
        (None, 1, 2009032000),
        (2009031907, 1, 2009032000),
        (2009032000, 1, 2009032001),
        (2009032099, 1, 2009032100),
        (2009032041, 5, 2009032046),
        (2009031998, 2, 2009032000),
        (2009031999, 2, 2009032001),
        (2026112200, 1, 2026112201),
        (2**32 - 1, 1, 2009032000),
    ],
)
def test_the_next_serial_is_the_day_or_one_more_than_the_last(last, steps, serial):
    assert following(last, DAY, steps) == serial


@pytest.mark.parametrize(("serial", "than"), [(1, 0), (0, 2**32 - 1), (5, 2**32 - 5), (2**31 - 1, 0)])
def test_newer_is_counted_in_a_circle(serial, than):
    assert is_newer(serial, than)
    assert not is_newer(than, serial)


@given(SERIALS, st.dates(date(1990, 1, 1), date(4200, 12, 31)), st.integers(1, 20_000))
def test_a_secondary_takes_every_following_serial_for_newer(last, day, steps):
    serial = following(last, day, steps)
    assert 0 <= serial < 2**32
    assert is_newer(serial, last)
    assert (serial - last) % 2**32 >= steps


@given(SERIALS, SERIALS)
def test_no_two_serials_are_each_newer_than_the_other(one, other):
    assert not (is_newer(one, other) and is_newer(other, one))
