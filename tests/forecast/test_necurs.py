"""The 25 months of Necurs that the takedown of March 2020 predicted: what model and period make of them."""

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tidegate.forecast.sources import sources
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.operation.playbook import load

MONTHS = Span(date(2020, 3, 1), date(2022, 3, 31))
NAMES_OF_A_SET, SETS_OF_A_MONTH, CONSTANTS = 2_048, 8, 4
DAY_BY_DAY, DISTINCT = 6_234_112, 1_638_400


@pytest.fixture(scope="module")
def made_by():
    playbook, _ = load("necurs")
    assert playbook.horizon.days == len(MONTHS)
    found = sources(Operation("necurs", playbook, MONTHS.first))
    assert len(found) == CONSTANTS
    return found


def test_over_six_million_names_are_to_be_denied_day_by_day(made_by):
    """The figure that was published is over six million for 25 months."""
    assert sum(source.variant.count for source in made_by for _ in MONTHS) == DAY_BY_DAY
    assert CONSTANTS * NAMES_OF_A_SET * len(MONTHS) == DAY_BY_DAY


def test_a_month_has_eight_sets_and_each_day_is_in_one(made_by):
    for source in made_by:
        spans = [source.variant.period.span(day) for day in source.variant.periods(MONTHS)]
        assert len(spans) == SETS_OF_A_MONTH * 25
        assert [day for span in spans for day in span] == list(MONTHS)
        assert all(1 <= len(span) <= 4 for span in spans)


@pytest.mark.slow
def test_every_set_has_as_many_names_as_declared_and_all_are_different(made_by):
    """Makes each of the 1.64 million names once."""
    names = []
    for source in made_by:
        tables = list(source.tables(list(source.variant.periods(MONTHS))))
        assert {table.num_rows for table in tables} == {NAMES_OF_A_SET}
        assert all(table["times"].null_count == NAMES_OF_A_SET for table in tables), "no set repeats a name"
        names += [table["name"] for table in tables]
    together = pa.chunked_array([chunk for column in names for chunk in column.chunks])
    assert len(together) == pc.count_distinct(together).as_py() == DISTINCT
