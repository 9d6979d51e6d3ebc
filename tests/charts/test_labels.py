"""Labels do not lie on each other."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tidegate.charts.labels import apart


def test_labels_with_room_stay_where_they_are():
    assert apart([10, 100, 50], 14, 240) == [10, 100, 50]


def test_labels_at_one_place_are_moved_apart():
    assert sorted(apart([240, 240, 240], 14, 240)) == [212, 226, 240]


def test_the_order_is_kept():
    assert apart([5, 4], 10, 100) == [14, 4]


@given(st.lists(st.floats(0, 240), max_size=30), st.floats(1, 20))
def test_no_label_leaves_the_plot_and_each_has_its_gap(places, gap):
    moved = sorted(apart(places, gap, 240))
    room = min(gap, 240 / max(1, len(places) - 1))
    assert all(-1e-6 <= place <= 240 for place in moved)
    assert all(after - before >= room - 1e-6 for before, after in pairwise(moved))
