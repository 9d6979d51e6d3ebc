"""Lines are made of columns, all rows at once."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.export.lines import filled, joined


def test_a_template_is_filled_for_each_row():
    rows = pa.RecordBatch.from_pydict({"name": ["a.com", "b.com"], "id": ["1", "2"]})
    assert filled("{id} PTR {name}.\n", rows) == b"1 PTR a.com.\n2 PTR b.com.\n"


def test_a_slice_of_a_batch_gives_its_own_rows_only():
    rows = pa.RecordBatch.from_pydict({"name": ["a", "b", "c", "d"]}).slice(1, 2)
    assert filled("{name},", rows) == b"b,c,"


def test_no_rows_give_no_bytes():
    assert joined(pa.array([], pa.string()), "\n") == b""


@given(st.lists(st.text(max_size=10), max_size=30))
def test_joined_rows_are_what_python_would_join(texts):
    assert joined("<", pa.array(texts, pa.string()), ">") == "".join(f"<{text}>" for text in texts).encode()
