"""The fewest choices that meet all demands: never too few, never more than said to be needed without saying so."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.coverage.cover import fewest


def met(gains, demands, taken):
    sums = [sum(times * row[place] for times, row in zip(taken, gains, strict=True)) for place in range(len(demands))]
    return all(reached >= demand for reached, demand in zip(sums, demands, strict=True))


def by_trying_all(gains, demands, counts):
    ways = product(*(range(count + 1) for count in counts))
    return min((sum(way) for way in ways if met(gains, demands, way)), default=None)


def test_the_largest_are_enough_where_there_is_one_demand():
    cover = fewest([[5], [1], [9], [3]], [13])
    assert cover.taken == (1, 0, 1, 0)
    assert cover.is_smallest


def test_two_that_meet_everything_beat_a_greedy_three():
    # Greedily the first is taken, which meets most; then both others are needed all the same.
    cover = fewest([[4, 4], [6, 0], [0, 6]], [6, 6])
    assert cover.taken == (0, 1, 1)
    assert cover.is_smallest


def test_names_that_are_alike_are_taken_as_often_as_it_needs():
    cover = fewest([[1, 1], [1, 0], [0, 1]], [30, 50], [20, 1000, 1000])
    assert cover.size == 60
    assert cover.taken == (20, 10, 30)
    assert cover.is_smallest


def test_no_demand_needs_nothing():
    assert fewest([[1], [2]], [0]).taken == (0, 0)
    assert fewest([], []).size == 0


def test_what_all_together_cannot_meet_is_an_error():
    with pytest.raises(ValueError, match="do not meet the demands"):
        fewest([[1], [2]], [4])


@given(st.data())
def test_small_covers_are_the_smallest_there_are(data):
    demands_count = data.draw(st.integers(1, 3))
    rows = st.lists(st.integers(0, 6), min_size=demands_count, max_size=demands_count)
    gains = data.draw(st.lists(rows, min_size=1, max_size=5))
    counts = data.draw(st.lists(st.integers(1, 2), min_size=len(gains), max_size=len(gains)))
    most = [sum(count * row[place] for count, row in zip(counts, gains, strict=True)) for place in range(demands_count)]
    demands = [data.draw(st.integers(0, most[place])) for place in range(demands_count)]
    cover = fewest(gains, demands, counts)
    assert met(gains, demands, cover.taken)
    assert all(times <= count for times, count in zip(cover.taken, counts, strict=True))
    assert cover.size == cover.least == by_trying_all(gains, demands, counts)
