"""Figures as people read them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.names import figures


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (1, "100 %"), (0.987, "98.7 %"), (0.5, "50.0 %"), (0.00996, "1.0 %"), (None, "–")],
)
def test_a_share_is_a_percentage(share, text):
    assert figures.percent(share) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.99998, "99.998 %"), (0.99996, "99.996 %"), (0.0004, "0.04 %"), (1e-9, "< 0.001 %"), (1 - 1e-9, "> 99.999 %")],
)
def test_nearly_all_is_never_all_and_hardly_any_is_never_none(share, text):
    assert figures.percent(share) == text


@given(st.floats(min_value=0, max_value=1, exclude_min=True, exclude_max=True))
def test_only_nothing_is_0_percent_and_only_all_is_100(share):
    digits = figures.percent(share).strip("<> %")
    assert 0 < float(digits) < 100


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (50500, "50,500"), (1499.7, "1,500"), (None, "–")])
def test_a_count_has_its_thousands_apart(value, text):
    assert figures.count(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(19812.4, "19,800"), (7, "7"), (0, "0"), (1234567, "1,230,000"), (None, "–"), (float("nan"), "–")],
)
def test_an_estimate_does_not_pretend_to_be_a_count(value, text):
    assert figures.about(value) == text


def test_days_and_moments_say_their_weekday_and_zone():
    assert figures.weekday(date(2009, 4, 1)) == "Wed 2009-04-01"
    assert figures.moment(datetime(2009, 4, 1, 6, 5, tzinfo=UTC)) == "2009-04-01 06:05 UTC"
    assert figures.moment(datetime.fromisoformat("2009-04-01T08:05+02:00")) == "2009-04-01 06:05 UTC"
    assert figures.moment(datetime(2009, 4, 1, 6, 5)) == "2009-04-01 06:05 UTC"


@pytest.mark.parametrize(("number", "text"), [(1, "1 name"), (3, "3 names"), (1000, "1,000 names")])
def test_one_is_one_and_the_rest_are_many(number, text):
    assert figures.plural(number, "name") == text


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (950, "950"), (6921, "6.9k"), (9949, "9.9k"), (50498, "50k")])
def test_a_cell_has_room_for_four_characters(value, text):
    assert figures.brief(value) == text


def test_a_span_names_the_year_once():
    assert figures.until(date(2009, 3, 29), date(2009, 4, 2)) == "2009-03-29 to 04-02"
    assert figures.until(date(2009, 12, 29), date(2010, 1, 2)) == "2009-12-29 to 2010-01-02"
    assert figures.until(date(2009, 4, 1), date(2009, 4, 1)) == "2009-04-01"
