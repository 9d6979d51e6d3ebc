"""When a day's count is out of its band."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.census.band import departures

FIRST = date(2009, 4, 1)


def departed(*counts, band=0.3, band_days=7):
    """The numbers of the days, from 0, on which these daily counts left the band; None is a day without a count."""
    days = [FIRST + timedelta(number) for number in range(len(counts))]
    known = {day: count for day, count in zip(days, counts, strict=True) if count is not None}
    return [(found.day - FIRST).days for found in departures(known, days, band, band_days)]


@pytest.mark.parametrize(
    ("last", "out"), [(1000, False), (1290, False), (1310, True), (710, False), (690, True), (0, True), (None, True)]
)
def test_a_day_is_out_when_it_is_more_than_the_band_away_from_the_median_before_it(last, out):
    assert departed(1000, 1000, 1000, 1000, last) == ([4] if out else [])


def test_one_odd_day_does_not_move_the_median():
    assert departed(1000, 1000, 1000, 5000, 1000, 1000) == [3]


def test_fewer_than_three_days_are_no_band():
    assert departed(1000, 1000, 5000) == []
    assert departed(1000, 5000, band_days=1) == [1]


def test_only_the_days_of_the_band_are_compared():
    assert departed(1, 1, 1, 1, 1000, 1000, 1000, 1000, band_days=3) == [4]


def test_a_new_model_is_not_a_rise_from_nought():
    assert departed(None, None, None, None, 1000, 1000, 1000) == []


def test_a_handful_of_addresses_changes_by_chance():
    assert departed(4, 4, 4, 7) == []
    assert departed(4, 4, 4, 40) == [3]


def test_a_lasting_change_is_news_once():
    assert departed(1000, 1000, 1000, 1000, 600, 610, 590, 600) == [4]


def test_a_change_that_goes_on_is_news_again():
    assert departed(1000, 1000, 1000, 1000, 600, 300) == [4, 5]


def test_a_change_to_the_other_side_is_news():
    assert departed(1000, 1000, 1000, 1000, 600, 1400) == [4, 5]


def test_the_evidence_says_what_was_compared():
    days = [FIRST + timedelta(number) for number in range(5)]
    (found,) = departures(dict(zip(days, [900, 1000, 1100, 1000, 500], strict=True)), days, 0.3, 7)
    assert (found.count, found.usual, found.days, found.change) == (500, 1000, 4, -0.5)


@given(st.lists(st.integers(0, 10**6), max_size=30), st.floats(0.05, 2), st.integers(1, 10))
def test_any_counts_can_be_judged_and_every_finding_is_out_of_its_band(counts, band, band_days):
    days = [FIRST + timedelta(number) for number in range(len(counts))]
    for found in departures(dict(zip(days, counts, strict=True)), days, band, band_days):
        assert abs(found.count - found.usual) > band * found.usual
