"""The lake: a part appears whole or not at all, and a query sees just what was written."""

import time
from datetime import date

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tidegate.names.days import Span
from tidegate.store.lake import Lake

FIRST = date(2009, 3, 1)


def rows(*names):
    count = len(names)
    return pa.table(
        {
            "position": list(range(count)),
            "name": list(names),
            "suffix": [name.partition(".")[2] for name in names],
            "family": ["conficker"] * count,
            "variant": ["b"] * count,
            "config": [""] * count,
        }
    )


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "lake")


def names(lake, days=None, operation="conficker"):
    return sorted(lake.execute(lake.table("forecast", operation, days).name).to_pylist())


def test_a_table_nobody_wrote_is_empty_and_has_its_columns(lake):
    table = lake.table("forecast", "conficker")
    assert table.columns[:3] == ("operation", "day", "name")
    assert lake.execute(table.count()).as_py() == 0


def test_what_was_written_is_read_by_operation_and_day(lake):
    lake.write("forecast", "conficker", FIRST, "forecast", rows("a.com", "b.net"))
    lake.write("forecast", "conficker", date(2009, 3, 2), "forecast", rows("c.org"))
    lake.write("forecast", "mariposa", FIRST, "forecast", rows("d.org"))
    assert names(lake) == ["a.com", "b.net", "c.org"]
    assert names(lake, Span(FIRST, FIRST)) == ["a.com", "b.net"]
    assert lake.days("forecast", "conficker") == [FIRST, date(2009, 3, 2)]
    table = lake.table("forecast", "conficker")
    assert lake.execute(table.day.max()).as_py() == date(2009, 3, 2)


def test_a_part_written_again_replaces_itself_and_nothing_else(lake):
    lake.write("forecast", "conficker", FIRST, "one", rows("a.com"))
    lake.write("forecast", "conficker", FIRST, "two", rows("b.com"))
    lake.write("forecast", "conficker", FIRST, "one", rows("c.com"))
    assert names(lake) == ["b.com", "c.com"]


def test_a_write_that_fails_leaves_the_old_part_and_no_debris(lake, tmp_path):
    lake.write("forecast", "conficker", FIRST, "forecast", rows("a.com"))
    with pytest.raises(pa.ArrowInvalid):
        lake.write("forecast", "conficker", FIRST, "forecast", rows("b.com").set_column(0, "position", [["many"]]))
    assert names(lake) == ["a.com"]
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["forecast.parquet"]


def test_column_that_may_be_null_may_be_left_out(lake):
    lake.write("forecast", "conficker", FIRST, "forecast", rows("a.com").drop_columns("suffix"))
    assert lake.execute(lake.table("forecast", "conficker").select("suffix", "times")).to_pylist() == [
        {"suffix": None, "times": None}
    ]
    with pytest.raises(KeyError):
        lake.write("forecast", "conficker", FIRST, "forecast", rows("a.com").drop_columns("family"))


@pytest.mark.parametrize("mixed", [False, True])
def test_a_part_of_an_older_program_lacks_a_column_and_is_read_all_the_same(lake, mixed):
    part = lake.write("forecast", "conficker", FIRST, "forecast", rows("a.com"))
    pq.write_table(pq.read_table(part, partitioning=None).drop_columns(["times"]), part)
    if mixed:
        lake.write("forecast", "conficker", date(2009, 3, 2), "forecast", rows("b.net"))
    found = lake.execute(lake.table("forecast", "conficker")).to_pylist()
    assert [row["name"] for row in found] == ["a.com", "b.net"][: 1 + mixed]
    assert {row["times"] for row in found} == {None}


def test_an_unfinished_part_of_a_killed_writer_is_never_read(lake):
    written = lake.write("forecast", "conficker", FIRST, "forecast", rows("a.com"))
    (written.parent / ".forecast.deadbeef").write_bytes(b"PAR1 half a file")
    (date_folder := written.parent.parent / "day=2009-03-02").mkdir()
    (date_folder / ".forecast.deadbeef").write_bytes(b"PAR1")
    assert names(lake) == ["a.com"]
    assert lake.days("forecast", "conficker") == [FIRST]


def test_dropped_days_are_gone(lake):
    lake.write("forecast", "conficker", FIRST, "forecast", rows("a.com"))
    lake.drop("forecast", "conficker", [FIRST])
    assert lake.days("forecast", "conficker") == []


def test_the_version_differs_when_a_part_is_written_replaced_or_removed(lake):
    versions = [lake.version("conficker")]
    for change in (
        lambda: lake.write("forecast", "conficker", FIRST, "forecast", rows("a.com")),
        lambda: lake.write("forecast", "conficker", FIRST, "forecast", rows("b.com")),
        lambda: lake.write("forecast", "conficker", date(2009, 3, 2), "forecast", rows("c.com")),
        lambda: lake.drop("forecast", "conficker", [FIRST]),
    ):
        time.sleep(0.01)  # a file system's clock ticks every few milliseconds
        change()
        versions.append(lake.version("conficker"))
    assert len(set(versions)) == len(versions)
    lake.write("forecast", "mariposa", FIRST, "forecast", rows("a.com"))
    assert lake.version("conficker") == versions[-1]


def test_a_result_can_be_read_as_a_stream_of_small_batches(lake):
    lake.write("forecast", "conficker", FIRST, "forecast", rows(*(f"n{number}.com" for number in range(5_000))))
    table = lake.table("forecast", "conficker")
    batches = list(lake.batches(table.order_by("position").select("name", "day"), rows=2_048))
    assert [batch.num_rows for batch in batches] == [2_048, 2_048, 904]
    assert batches[0].schema.names == ["name", "day"]
    assert batches[-1]["name"][-1].as_py() == "n4999.com"


def test_the_engine_can_work_in_one_thread_for_a_while(lake):
    threads = ibis.literal(1).as_table().mutate(threads=setting("threads"))
    before = lake.execute(threads)
    with lake.one_thread():
        assert lake.execute(threads)["threads"].to_pylist() == [1]
    assert lake.execute(threads) == before


@ibis.udf.scalar.builtin(name="current_setting")
def setting(name: str) -> int: ...


def test_a_part_says_what_it_was_made_from(lake):
    assert lake.made_from("forecast", "conficker", FIRST, "forecast") is None
    lake.write("forecast", "conficker", FIRST, "forecast", rows("a.com"), made_from="models of März")
    assert lake.made_from("forecast", "conficker", FIRST, "forecast") == "models of März"


def test_a_part_keeps_figures_that_its_rows_do_not_tell(lake):
    lake.write("forecast", "a", FIRST, "forecast", rows("x.com"), notes={"conficker/a": 7})
    assert lake.notes("forecast", "a", FIRST, "forecast") == {"conficker/a": 7}
    lake.write("forecast", "a", FIRST, "forecast", rows("x.com"))
    assert lake.notes("forecast", "a", FIRST, "forecast") == lake.notes("forecast", "b", FIRST, "forecast") == {}


def test_repeated_values_may_come_as_a_dictionary(lake):
    encoded = rows("a.com", "b.com")
    suffixes = encoded["suffix"].dictionary_encode()
    encoded = encoded.set_column(encoded.column_names.index("suffix"), "suffix", suffixes)
    lake.write("forecast", "conficker", FIRST, "forecast", encoded)
    assert lake.execute(lake.table("forecast", "conficker").suffix).to_pylist() == ["com", "com"]
