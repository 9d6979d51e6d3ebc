"""Repeats are counted at a name's first place, by the short way and by the compiled one alike."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.forecast import repeats

LONG_AND_SHORT = pytest.mark.parametrize("long", [0, 1_000])


@LONG_AND_SHORT
def test_name_is_counted_where_it_comes_first(long, monkeypatch):
    monkeypatch.setattr(repeats, "_LONG", long)
    assert repeats.times(pa.array(["a.com", "b.com", "a.com", "", "a.com"])).tolist() == [3, 1, 0, 1, 0]


@LONG_AND_SHORT
def test_empty_list_has_no_names(long, monkeypatch):
    monkeypatch.setattr(repeats, "_LONG", long)
    assert repeats.times(pa.array([], pa.string())).tolist() == []


@given(st.lists(st.text(alphabet="abé", max_size=3), max_size=40), st.integers(0, 5))
def test_counts_are_those_of_counting_one_by_one_wherever_the_list_begins_in_its_buffer(names, skipped):
    listed = pa.array(["before"] * skipped + names, pa.string()).slice(skipped)
    expected = [0 if name in names[:place] else names.count(name) for place, name in enumerate(names)]
    assert repeats._counted(listed).tolist() == repeats._counted_fast(listed).tolist() == expected
