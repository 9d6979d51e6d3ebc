"""Kraken: weeks that change on a Monday evening, and the two roundings of version 1."""

import pytest

from tidegate.dga import generate
from tidegate.dga.families.kraken import discards, ninth, week_of

MONDAY, TUESDAY = "2015-12-21", "2015-12-22"


def names(day, time):
    return generate("kraken", day, variant="v2", config={"time": time})


def test_week_ends_on_a_monday_in_the_evening():
    assert names(MONDAY, "21:46:39") == names(MONDAY, "00:00:00") != names(MONDAY, "21:46:40")
    assert names(MONDAY, "21:46:40") == names(TUESDAY, "00:00:00")


def test_whole_monday_has_the_names_of_both_weeks():
    assert names(MONDAY, "any") == names(MONDAY, "00:00:00") + names(TUESDAY, "00:00:00")
    assert names(TUESDAY, "any") == names(TUESDAY, "12:00:00")


def test_there_is_no_week_before_the_first():
    assert week_of(0) == 0
    assert [discards(0, index) for index in range(9)] == [0] * 9
    assert [discards(3, index) for index in range(9)] == [3, 3, 3, 3, 3, 3, 2, 2, 0]


@pytest.mark.parametrize(
    ("number", "toward_zero", "higher"), [(17, 1, 1), (18, 2, 2), (-17, -1, -1), (-18, -2, -1), (-19, -2, -2)]
)
def test_roundings_differ_in_exact_ninths_of_negative_numbers(number, toward_zero, higher):
    assert ninth(number, 0) == toward_zero
    assert ninth(number, 1) == higher


def test_roundings_differ_in_few_names():
    pair = [generate("kraken", variant="v1", config={"rounding": way}) for way in ("toward-zero", "one-higher")]
    assert 0 < sum(one != other for one, other in zip(*pair, strict=True)) < 200
