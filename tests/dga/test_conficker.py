"""Conficker A, B and C give the names that were seen, in their order, by either reading."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dga import blocks, generate
from tidegate.dga.check import check, read
from tidegate.dga.families.conficker import A, B, C
from tidegate.errors import TidegateError
from tidegate.names.days import Span

RECIPES = {"a": A, "b": B, "c": C}
VECTORS = Path(__file__).parent / "vectors" / "conficker.jsonl"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "conficker"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the published lists are not part of the repository")


@pytest.mark.parametrize("answer", list(read(VECTORS.read_text().splitlines(), "conficker.jsonl")), ids=str)
def test_known_answer(answer):
    assert check(answer).flaw is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("jogli.com", date(2009, 3, 8)),
        ("dssmb.com", date(2009, 3, 11)),
        ("wnsux.com", date(2009, 3, 13)),
        ("tnddb.com", date(2009, 3, 14)),
        ("qhflh.com", date(2009, 3, 18)),
        ("praat.org", date(2009, 3, 31)),
    ],
)
def test_legitimate_site_of_march_2009_is_hit_on_its_day(name, day):
    assert name in generate("conficker", day, variant="b")


@settings(deadline=None, max_examples=30)
@given(st.dates(min_value=date(1601, 1, 1)), st.sampled_from("abc"))
def test_compiled_and_plain_reading_are_equal_on_any_day(day, variant):
    recipe = RECIPES[variant]
    (block,) = recipe.kernel([day], {}, 250)
    plain = [name for name, _ in zip(recipe.names(day), range(250), strict=False)]
    assert block.names.to_pylist() == plain
    assert [name.partition(".")[2] for name in plain] == block.suffixes.to_pylist()


def test_compiled_and_plain_reading_are_equal_to_the_end_of_a_day_of_c():
    (block,) = C.kernel([date(2014, 11, 13)], {}, None)
    block.names.validate(full=True)
    assert block.names.to_pylist() == list(C.names(date(2014, 11, 13)))


def test_days_drawn_side_by_side_are_the_days_drawn_alone():
    days = list(Span.of(date(2009, 3, 20), 37))  # more than two rows of lanes, and not a multiple
    together = [block.names.to_pylist() for block in A.kernel(days, {}, None)]
    assert together == [list(A.names(day)) for day in days]


def test_a_day_before_the_calendar_begins_is_refused():
    with pytest.raises(TidegateError, match="1600-12-31 lies before 1601-01-01"):
        generate("conficker", "1600-12-31", variant="a")


@needs_shared
@pytest.mark.parametrize("variant", ["a", "b"])
def test_published_list_of_early_2020_in_order(variant):
    published: dict[date, list[str]] = {}
    with (SHARED / f"conficker_{variant}_2020-01-01_2020-03-31.csv").open() as file:
        for row in csv.DictReader(file):
            published.setdefault(date.fromisoformat(row["date"]), []).append(row["domain"])
    assert len(published) == 91
    made = blocks("conficker", list(published), variant=variant)
    assert {block.day: block.names.to_pylist() for block in made} == published


@needs_shared
def test_real_names_of_c_lie_in_november_2014():
    with (SHARED / "conficker_c_netlab_undated.csv").open() as file:
        real = {row["domain"] for row in csv.DictReader(file)}
    assert len(real) == 526
    for block in blocks("conficker", list(Span.of(date(2014, 11, 10), 21)), variant="c"):
        real.difference_update(block.names.to_pylist())
    assert real == set()
