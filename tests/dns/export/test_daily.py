"""Rows by day, however they come in batches."""

import itertools

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dns.export import daily

DAYS = st.lists(st.integers(1, 5), max_size=60).map(sorted)


def batches(rows, cuts):
    table = pa.table({"day": [f"2009-04-{day:02}" for day in rows], "place": list(range(len(rows)))})
    bounds = sorted({0, len(rows), *(cut % (len(rows) + 1) for cut in cuts)})
    return [table.slice(low, high - low).to_batches()[0] for low, high in itertools.pairwise(bounds)]


@settings(deadline=None)
@given(DAYS, st.lists(st.integers(0, 60)))
def test_every_row_comes_once_in_order_and_under_its_day(rows, cuts):
    seen = [
        (day, place)
        for day, pieces in daily.days(iter(batches(rows, cuts)))
        for piece in pieces
        for place in piece["place"].to_pylist()
    ]
    assert seen == [(f"2009-04-{day:02}", place) for place, day in enumerate(rows)]


@settings(deadline=None)
@given(DAYS, st.lists(st.integers(0, 60)))
def test_a_day_comes_once_however_many_batches_it_is_in(rows, cuts):
    found = [day for day, pieces in daily.days(iter(batches(rows, cuts))) if list(pieces)]
    assert found == sorted({f"2009-04-{day:02}" for day in rows})


def test_a_piece_is_never_long():
    batch = batches([1] * 300, [])[0]
    [(_, pieces)] = [(day, list(pieces)) for day, pieces in daily.days(iter([batch]))]
    assert [piece.num_rows for piece in pieces] == [128, 128, 44]
