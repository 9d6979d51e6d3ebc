"""`generate` and `blocks`: the same names as a list and in bulk, and messages that name what is wrong."""

from datetime import UTC, date, datetime, timedelta, timezone

import pyarrow as pa
import pytest

from tidegate.dga import blocks, generate
from tidegate.errors import TidegateError, UnknownNameError

DAY = date(2009, 3, 13)


def test_names_come_in_generation_order():
    assert generate("conficker", DAY, variant="b")[:2] == ["mxwvjhvkaa.org", "pjxcdvbl.info"]
    assert len(generate("conficker", DAY, variant="b")) == 250


def test_day_may_be_text_or_a_moment():
    late_in_new_york = datetime(2009, 3, 12, 23, tzinfo=timezone(timedelta(hours=-4)))
    expected = generate("conficker", DAY, variant="a", limit=5)
    for same in ("2009-03-13", datetime(2009, 3, 13, 12, tzinfo=UTC), late_in_new_york):
        assert generate("conficker", same, variant="a", limit=5) == expected


def test_limit_cuts_and_may_be_nothing():
    whole = generate("conficker", DAY, variant="a")
    assert generate("conficker", DAY, variant="a", limit=3) == whole[:3]
    assert generate("conficker", DAY, variant="a", limit=0) == []
    assert generate("conficker", DAY, variant="a", limit=10**6) == whole


def test_long_lists_are_the_short_ones_gone_on():
    assert generate("conficker", DAY, variant="c", limit=2000)[:900] == generate(
        "conficker", DAY, variant="c", limit=900
    )


def test_blocks_are_arrow_arrays_in_the_order_of_the_days():
    days = [date(2009, 4, 2), date(2009, 4, 1)]
    made = list(blocks("conficker", days, variant="c", limit=1500))
    assert [block.day for block in made] == days
    assert all(block.names.type == pa.string() and len(block) == 1500 for block in made)
    assert made[1].names[0].as_py() == "oubezepg.com.mx"
    assert made[1].suffixes[0].as_py() == "com.mx"


def test_a_block_as_rows_of_the_lake():
    (block,) = blocks("conficker", [DAY], variant="b", limit=2)
    rows = block.table("conficker", "b", "").to_pylist()
    assert rows[1] == {
        "name": "pjxcdvbl.info",
        "suffix": "info",
        "family": "conficker",
        "variant": "b",
        "config": "",
        "position": 1,
    }


def test_no_days_are_no_blocks():
    assert list(blocks("conficker", [], variant="c")) == []


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"family": "storm"}, "unknown family 'storm'; known: .*, conficker, "),
        ({"variant": "e"}, "unknown variant of conficker 'e'; known: a, b, c"),
        ({"variant": None}, "conficker has variants a, b, c: name one of them"),
        ({"config": {"seed": 1}}, "unknown config key of conficker/b 'seed'; known: none"),
        ({"date": "2009-13-01"}, "'2009-13-01' is not a day"),
        ({"date": 20090313}, "20090313 is not a day"),
        ({"date": None}, "conficker depends on the date"),
        ({"limit": -1}, "a limit of -1 names cannot be"),
    ],
)
def test_wrong_input_is_named(wanted, message):
    inputs = {"family": "conficker", "date": DAY, "variant": "b", **wanted}
    with pytest.raises(TidegateError, match=message):
        generate(inputs.pop("family"), inputs.pop("date"), **inputs)


def test_wrong_bulk_input_is_named_before_anything_is_made():
    with pytest.raises(UnknownNameError):
        blocks("conficker", [DAY], variant="z")


def test_variant_that_never_changes_needs_no_date():
    names = generate("bumblebee", variant="static", limit=2)
    assert names == generate("bumblebee", "2023-09-15", variant="static", limit=2)
    with pytest.raises(TidegateError, match="bumblebee depends on the date"):
        generate("bumblebee", variant="time")
