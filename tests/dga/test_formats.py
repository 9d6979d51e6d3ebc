"""The same names in four formats."""

import csv
import io
import json
from datetime import date

import pyarrow.parquet as pq
import pytest

from tidegate.dga import blocks, generate
from tidegate.dga.formats import FORMATS, ROWS, rows

DAYS = [date(2009, 3, 13), date(2009, 3, 14)]


def written(format, *, dated=True, config=""):
    made = blocks("conficker", DAYS, variant="b", limit=3)
    stream = io.BytesIO()
    FORMATS[format](rows(made, "conficker", "b", config, dated=dated), stream)
    return stream.getvalue()


def names(day):
    return generate("conficker", day, variant="b", limit=3)


def test_text_is_a_name_a_line():
    assert written("text").decode().splitlines() == names(DAYS[0]) + names(DAYS[1])


def test_csv_has_a_header_and_says_whose_name_it_is():
    read = list(csv.DictReader(io.StringIO(written("csv", config="a=1,b=2").decode())))
    assert read[3] == {
        "family": "conficker",
        "variant": "b",
        "config": "a=1,b=2",
        "day": "2009-03-14",
        "position": "0",
        "name": names(DAYS[1])[0],
        "suffix": names(DAYS[1])[0].partition(".")[2],
    }


def test_jsonl_holds_the_rows_of_csv():
    read = [json.loads(line) for line in written("jsonl").splitlines()]
    assert [row["name"] for row in read] == names(DAYS[0]) + names(DAYS[1])
    assert [row["position"] for row in read] == [0, 1, 2, 0, 1, 2]
    assert read[0]["day"] == "2009-03-13"


def test_parquet_holds_the_rows_of_csv():
    read = pq.read_table(io.BytesIO(written("parquet")))
    assert read.schema == ROWS
    assert read["day"].to_pylist() == [DAYS[0]] * 3 + [DAYS[1]] * 3
    assert read["name"].to_pylist() == names(DAYS[0]) + names(DAYS[1])


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet"])
def test_names_that_do_not_depend_on_the_day_have_none(format):
    assert b"2009" not in written(format, dated=False)
