"""Whatever rows come in, plain values go into the chart."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

import pyarrow as pa

from tidegate.charts.rows import plain


class State(StrEnum):
    DONE = "done"


@dataclass(frozen=True)
class Row:
    at: date
    state: State


def test_mappings_dataclasses_and_arrow_tables_are_rows():
    day = date(2009, 4, 1)
    assert plain([{"at": day, "n": 1}]) == plain(pa.table({"at": [day], "n": [1]})) == [{"at": "2009-04-01", "n": 1}]
    assert plain([Row(day, State.DONE)]) == [{"at": "2009-04-01", "state": "done"}]


def test_moments_are_utc_and_one_without_a_zone_is_too():
    moments = [
        datetime(2009, 4, 1, 13),
        datetime(2009, 4, 1, 13, tzinfo=UTC),
        datetime(2009, 4, 1, 15, tzinfo=timezone(timedelta(hours=2))),
    ]
    assert {row["at"] for row in plain([{"at": moment} for moment in moments])} == {"2009-04-01T13:00:00Z"}
