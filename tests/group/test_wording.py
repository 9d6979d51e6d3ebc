"""Lengths of time and lists read like a sentence."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tidegate.group import wording


@given(st.lists(st.text(min_size=1), max_size=20), st.integers(2, 9))
def test_a_long_list_says_how_many_it_leaves_out(items, most):
    said = wording.listed(items, most)
    if len(items) > most:
        assert said.endswith(f" and {len(items) - most + 1} others")


def test_lists_read_like_sentences():
    assert [wording.listed("abc"[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_days_are_told_as_a_span_only_where_they_follow_each_other():
    first = date(2009, 3, 8)
    assert wording.days([first]) == "2009-03-08"
    assert wording.days([first, first + timedelta(1)]) == "2009-03-08 to 2009-03-09"
    assert wording.days([first, first + timedelta(3)]) == "2009-03-08 and 1 other day"
    assert wording.days([]) == "–"


def test_durations_have_one_unit():
    lengths = [timedelta(days=3), timedelta(hours=5.5), timedelta(minutes=12)]
    assert [wording.duration(length) for length in lengths] == ["3.0 days", "5.5 hours", "12 minutes"]
