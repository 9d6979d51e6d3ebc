"""Figures in words: with unit and zone, and never rounded into something better than they are."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.group import wording


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0 %"),
        (1, "100 %"),
        (0.35, "35 %"),
        (0.987, "98.7 %"),
        (0.9999, "99.99 %"),
        (0.0004, "0.04 %"),
        (1e-9, "under 0.001 %"),
        (1 - 1e-7, "over 99.999 %"),
        (None, "–"),
    ],
)
def test_a_share_in_percent(share, text):
    assert wording.percent(share) == text


@given(st.floats(min_value=0, max_value=1, exclude_min=True, exclude_max=True))
def test_only_nothing_is_0_percent_and_only_all_is_100(share):
    if 1e-11 < share < 1 - 1e-11:
        assert wording.percent(share) not in ("0 %", "100 %", "0.0 %", "100.0 %")


@given(st.lists(st.text(min_size=1), max_size=20), st.integers(2, 9))
def test_a_long_list_says_how_many_it_leaves_out(items, most):
    said = wording.listed(items, most)
    if len(items) > most:
        assert said.endswith(f" and {len(items) - most + 1} others")


def test_lists_read_like_sentences():
    assert [wording.listed("abc"[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_a_moment_is_told_in_utc_whatever_its_zone():
    athens = timezone(timedelta(hours=3))
    assert wording.moment(datetime(2009, 4, 1, 6, tzinfo=athens)) == "2009-04-01 03:00 UTC"
    assert wording.moment(datetime(2009, 4, 1, 6, tzinfo=UTC)) == "2009-04-01 06:00 UTC"


def test_days_are_told_as_a_span_only_where_they_follow_each_other():
    first = date(2009, 3, 8)
    assert wording.days([first]) == "2009-03-08"
    assert wording.days([first, first + timedelta(1)]) == "2009-03-08 to 2009-03-09"
    assert wording.days([first, first + timedelta(3)]) == "2009-03-08 and 1 other day"
    assert wording.days([]) == "–"


def test_durations_have_one_unit():
    lengths = [timedelta(days=3), timedelta(hours=5.5), timedelta(minutes=12)]
    assert [wording.duration(length) for length in lengths] == ["3.0 days", "5.5 hours", "12 minutes"]


def test_words_agree_with_their_number():
    assert [wording.plural(1, "name"), wording.plural(0, "name")] == ["1 name", "0 names"]
    assert wording.plural(1234, "registry", "registries") == "1,234 registries"
