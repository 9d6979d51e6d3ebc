"""A long list in ranges: every row in one of them, in order, and none too long."""

from datetime import date, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dns.export import ranges as module
from tidegate.dns.export.ranges import Range, ranges
from tidegate.store.lake import Lake


@pytest.fixture
def short_ranges(monkeypatch):
    monkeypatch.setattr(module, "_ROWS", 5)
    monkeypatch.setattr(module, "_SAMPLE", 3)


def test_a_short_list_is_one_range(tmp_path):
    pq.write_table(pa.table({"name": ["b.com", "a.com"]}), tmp_path / "list")
    lake = Lake(tmp_path)
    assert ranges(lake, [lake.file(tmp_path / "list")], "name") == [Range("name")]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=60))
def test_every_row_is_in_one_range_and_the_ranges_are_in_order(tmp_path_factory, short_ranges_of, names):
    folder = tmp_path_factory.mktemp("list")
    file = folder / "list"
    pq.write_table(pa.table({"name": names}), file)
    lake = Lake(folder)
    parts = short_ranges_of(lake, file)
    found = [sorted(lake.execute(part.of(lake.file(file)))["name"].to_pylist()) for part in parts]
    assert [name for part in found for name in part] == sorted(names)


@pytest.fixture(scope="module")
def short_ranges_of():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_ROWS", 5)
        patch.setattr(module, "_SAMPLE", 3)
        yield lambda lake, file: ranges(lake, [lake.file(file)], "name")


def test_days_are_never_torn_apart(tmp_path, short_ranges):
    days = [date(2009, 4, 1) + timedelta(days=number // 4) for number in range(40)]
    pq.write_table(pa.table({"day": days}), tmp_path / "list")
    lake = Lake(tmp_path)
    parts = ranges(lake, [lake.file(tmp_path / "list")], "day")
    found = [set(lake.execute(part.of(lake.file(tmp_path / "list")))["day"].to_pylist()) for part in parts]
    assert len(parts) > 1
    assert sum(map(len, found)) == len(set().union(*found)) == 10
