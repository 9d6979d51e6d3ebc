"""Panda Banker: keys in base 64, tails that end a label, and days in threes."""

from datetime import date

import pytest

from tidegate.dga import generate
from tidegate.dga.catalogue import find
from tidegate.errors import TidegateError
from tidegate.names.days import Span


def test_key_may_be_given_in_base_64():
    names = generate("pandabanker", "2016-01-01", variant="daily", config={"key": "AQID", "suffixes": "ab.com,x.co.uk"})
    assert [name[10:] for name in names] == ["ab.com", "x.co.uk"]


@pytest.mark.parametrize(
    "wrong", [{"key": ""}, {"key": "A"}, {"key": "?"}, {"suffixes": "com"}, {"suffixes": ""}, {"suffixes": "a.com,"}]
)
def test_config_that_cannot_be_is_said(wrong):
    with pytest.raises(TidegateError, match=next(iter(wrong))):
        generate("pandabanker", "2016-01-01", variant="daily", config=wrong)


def test_threes_are_counted_anew_each_month():
    period = find("pandabanker").variant("three-day").period
    assert period.span(date(2016, 3, 2)) == Span(date(2016, 3, 1), date(2016, 3, 2))
    assert period.span(date(2016, 3, 31)) == Span(date(2016, 3, 30), date(2016, 3, 31))


def test_first_days_of_a_month_have_the_last_one_of_the_month_before():
    three_day = generate("pandabanker", "2016-03-02", variant="three-day")
    assert three_day == generate("pandabanker", "2016-02-29", variant="daily")
