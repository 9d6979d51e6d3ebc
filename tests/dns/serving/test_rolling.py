"""The rolling window: names come before their days and go after them, and the next turn is known."""

from datetime import UTC, date, datetime, timedelta

import ibis
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga.family import Behaviour, Clock
from tidegate.dns.serving.rolling import Rolling
from tidegate.errors import TidegateError
from tidegate.names.days import Span
from tidegate.operation.model import Model

UTC_BOTS = Model("conficker", "a", "", Behaviour(tries=None, rounds=1, clock=Clock.UTC))
LOCAL_BOTS = Model("conficker", "c", "", Behaviour(tries=500, rounds=1, clock=Clock.LOCAL))
NOON = datetime(2009, 4, 10, 12, tzinfo=UTC)
ROLLING = Rolling(lead=timedelta(days=2), grace=timedelta(days=1))


def kept(live_from, live_until, now=NOON):
    rows = ibis.memtable(pa.table({"live_from": [live_from], "live_until": [live_until]}))
    return ROLLING.rows(rows, now).count().to_pyarrow().as_py() == 1


@pytest.mark.parametrize(
    ("live_from", "live_until", "is_served"),
    [
        (datetime(2009, 4, 10), datetime(2009, 4, 11), True),
        (datetime(2009, 4, 12, 12), datetime(2009, 4, 13), True),
        (datetime(2009, 4, 12, 13), datetime(2009, 4, 13), False),
        (datetime(2009, 4, 8), datetime(2009, 4, 9, 13), True),
        (datetime(2009, 4, 8), datetime(2009, 4, 9, 12), False),
    ],
)
def test_a_name_is_served_from_its_lead_to_its_grace(live_from, live_until, is_served):
    assert kept(live_from, live_until) is is_served


def test_bots_that_go_by_their_own_clocks_need_more_days():
    assert ROLLING.span(NOON, [UTC_BOTS]) == Span(date(2009, 4, 8), date(2009, 4, 12))
    assert ROLLING.span(NOON, [UTC_BOTS, LOCAL_BOTS]) == Span(date(2009, 4, 8), date(2009, 4, 13))


def test_the_next_turn_is_when_a_day_begins_or_ends_for_some_bot():
    assert ROLLING.next_turn(NOON, [UTC_BOTS]) == datetime(2009, 4, 11, tzinfo=UTC)
    assert ROLLING.next_turn(NOON - timedelta(hours=3), [LOCAL_BOTS]) == NOON - timedelta(hours=2)
    assert ROLLING.next_turn(NOON - timedelta(hours=2), [LOCAL_BOTS]) == NOON


@given(st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)), st.integers(0, 40), st.integers(0, 40))
def test_nothing_enters_or_leaves_between_now_and_the_next_turn(now, lead, grace):
    now, rolling = now.replace(tzinfo=UTC), Rolling(timedelta(hours=lead), timedelta(hours=grace))
    turn = rolling.next_turn(now, [UTC_BOTS, LOCAL_BOTS])
    assert now < turn <= now + timedelta(days=1)
    day = datetime(now.year, now.month, now.day, tzinfo=UTC)
    for begins, ends in ((0, 24), (-14, 36)):
        for offset in range(-5, 6):
            midnight = day + timedelta(days=offset)
            enters = midnight + timedelta(hours=begins) - rolling.lead
            leaves = midnight + timedelta(hours=ends) + rolling.grace
            assert not now < enters < turn
            assert not now < leaves < turn


def test_a_lead_below_nothing_is_refused():
    with pytest.raises(TidegateError, match="early"):
        Rolling(lead=timedelta(days=-1))
