"""A long list in ranges: every row in one of them, in order, and none too long."""

from datetime import date, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dns.export.ranges import Range, ranges
from tidegate.store.lake import Lake


def test_a_short_list_is_one_range(tmp_path):
    pq.write_table(pa.table({"name": ["b.com", "a.com"]}), tmp_path / "list")
    lake = Lake(tmp_path)
    assert ranges(lake, [lake.file(tmp_path / "list")], "name", 5) == [Range("name")]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=60))
def test_every_row_is_in_one_range_and_the_ranges_are_in_order(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("list")
    file = folder / "list"
    pq.write_table(pa.table({"name": names}), file)
    lake = Lake(folder)
    parts = ranges(lake, [lake.file(file)], "name", 5)
    found = [sorted(lake.execute(part.of(lake.file(file)))["name"].to_pylist()) for part in parts]
    assert [name for part in found for name in part] == sorted(names)


def test_days_are_never_torn_apart(tmp_path):
    days = [date(2009, 4, 1) + timedelta(days=number // 4) for number in range(40)]
    pq.write_table(pa.table({"day": days}), tmp_path / "list")
    lake = Lake(tmp_path)
    parts = ranges(lake, [lake.file(tmp_path / "list")], "day", 5)
    found = [set(lake.execute(part.of(lake.file(tmp_path / "list")))["day"].to_pylist()) for part in parts]
    assert len(parts) > 1
    assert sum(map(len, found)) == len(set().union(*found)) == 10


def test_a_value_that_is_there_too_often_has_a_range_of_its_own(tmp_path):
    names = ["a.com"] * 3 + ["b.com"] * 9 + ["c.com"] * 2
    pq.write_table(pa.table({"name": names}), tmp_path / "list")
    lake = Lake(tmp_path)
    parts = ranges(lake, [lake.file(tmp_path / "list")], "name", 5)
    assert parts == [Range("name", None, "b.com"), Range("name", "b.com", "c.com"), Range("name", "c.com", None)]
