"""Hashes are of the text alone, wherever in Arrow's buffers it stands."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.identify.hashing import hashes

NAMES = st.lists(st.text("abcdefghijklmnopqrstuvwxyz0123456789-.", max_size=40), max_size=30)


@settings(deadline=None)
@given(NAMES)
def test_equal_names_have_equal_hashes_and_others_do_not(names):
    made = hashes(pa.array(names, pa.string())).tolist()
    assert len(set(zip(names, made, strict=True))) == len(set(names)) == len(set(made))
    assert 0 not in made


@settings(deadline=None)
@given(NAMES, st.integers(0, 30), st.integers(0, 30))
def test_a_slice_hashes_as_its_names_do(names, first, count):
    whole = pa.array(names, pa.string())
    assert hashes(whole.slice(first, count)).tolist() == hashes(whole).tolist()[first : first + count]
