"""Days are UTC days, spans include both ends, weeks are ISO weeks."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.errors import TidegateError
from tidegate.names.days import Span, midnight, parse_day, parse_week, week_of


def test_sixty_one_days_from_the_first_of_march_2009_end_with_april():
    span = Span.of(date(2009, 3, 1), 61)
    assert span.last == date(2009, 4, 30)
    assert len(span) == len(list(span)) == 61
    assert date(2009, 4, 30) in span
    assert date(2009, 5, 1) not in span


def test_week_14_of_2009_begins_on_monday_the_30th_of_march():
    assert parse_week("2009-W14") == Span(date(2009, 3, 30), date(2009, 4, 5))
    assert midnight(date(2009, 3, 30)) == datetime(2009, 3, 30, tzinfo=UTC)


def test_year_boundary_belongs_to_the_iso_year():
    assert week_of(date(2008, 12, 31)) == "2009-W01"


@pytest.mark.parametrize("text", ["2009-02-30", "yesterday", "", "2009-4"])
def test_what_is_not_a_day_is_named(text):
    with pytest.raises(TidegateError, match="is not a day"):
        parse_day(text)


@pytest.mark.parametrize("text", ["2009-W54", "2009W14", "2009-W00", ""])
def test_what_is_not_a_week_is_named(text):
    with pytest.raises(TidegateError, match="is not an ISO week"):
        parse_week(text)


@pytest.mark.parametrize("days", [0, -1, 10**9])
def test_a_span_has_at_least_a_day_and_ends_within_the_calendar(days):
    with pytest.raises(TidegateError):
        Span.of(date(2009, 3, 1), days)


@given(st.dates(min_value=date(1, 1, 8), max_value=date(9999, 12, 24)))
def test_every_day_lies_in_its_week(day):
    assert day in parse_week(week_of(day))
