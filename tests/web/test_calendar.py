"""The calendar adds up what the coverage says, the worst suffix first."""

from datetime import date

import pytest

from tidegate.web.calendar import NO_SUFFIX, Cell, calendar
from tidegate.web.standing import Standing

FIRST, SECOND = date(2009, 4, 1), date(2009, 4, 2)


def row(day, suffix, names, gaps=0, claimed=0, verified=0, exempt=0):
    counts = {"probed": 0, "contradicted": 0, "taken": 0}
    counts |= {"names": names, "gaps": gaps, "claimed": claimed, "verified": verified, "exempt": exempt}
    return {"day": day, "suffix": suffix, "registry": "somebody", **counts}


def test_the_suffix_with_the_most_open_names_stands_first():
    made = calendar([row(FIRST, "com", 10, gaps=1), row(FIRST, "ws", 10, gaps=9)], "gaps")
    assert [line.suffix for line in made.rows] == ["ws", "com"]
    assert made.open == (10,)


def test_a_day_without_a_name_is_an_empty_cell():
    made = calendar([row(FIRST, "com", 10), row(SECOND, "ws", 10)], "gaps")
    cells = {line.suffix: line.cells for line in made.rows}
    assert made.days == (FIRST, SECOND)
    assert [cell is None for cell in cells["com"]] == [False, True]
    assert [cell is None for cell in cells["ws"]] == [True, False]


def test_rows_of_one_suffix_and_day_are_one_cell():
    made = calendar([row(FIRST, "com", 10, gaps=1), row(FIRST, "com", 5, gaps=2)], "gaps")
    assert made.rows[0].cells == (Cell(FIRST, open=3, contested=15, exempt=0),)


@pytest.mark.parametrize(("measure", "opened"), [("gaps", 2), ("claimed", 3), ("verified", 5)])
def test_what_is_open_depends_on_what_is_believed(measure, opened):
    made = calendar([row(FIRST, "com", 10, gaps=2, claimed=6, verified=4, exempt=1)], measure)
    assert made.rows[0].open == opened


def test_names_without_a_suffix_have_a_row_too():
    assert calendar([row(FIRST, None, 1)], "gaps").rows[0].suffix == NO_SUFFIX


@pytest.mark.parametrize(
    ("opened", "shade"), [(0, 0), (1, 1), (10, 1), (11, 2), (100, 2), (500, 3), (999, 4), (1000, 5)]
)
def test_one_open_name_is_seen_and_most_is_not_all(opened, shade):
    assert Cell(FIRST, opened, 1000, 0).shade == shade


def test_the_parts_of_a_whole_add_up_to_it():
    whole = Standing.of([row(FIRST, "com", 10, gaps=2, claimed=6, verified=4, exempt=1)])
    assert sum(share for _, _, share in whole.parts) == pytest.approx(1)
    assert whole.unproved == 3
    assert Standing().parts == []
    assert Standing().share(0) is None
