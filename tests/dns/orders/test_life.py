"""Work orders: every step is on the record, and only steps that make sense."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dns.orders import life as orders
from tidegate.dns.orders.life import NEXT, Request, State
from tidegate.errors import TidegateError
from tidegate.store import Records

NOMINET = Request("nominet", "block", date(2009, 4, 1), date(2009, 4, 30), 12_345, date(2009, 3, 24))


@pytest.fixture
def records(tmp_path):
    moments = (datetime(2009, 3, 20, tzinfo=UTC) + timedelta(hours=hour) for hour in range(100))
    return Records(f"sqlite:///{tmp_path / 'records.sqlite'}", now=lambda: next(moments))


def test_a_drafted_order_has_an_id_that_can_be_read(records):
    [order] = orders.draft(records, "conficker", [NOMINET], "anna")
    assert (order.id, order.state, order.names) == ("nominet-2009-04-01", State.DRAFTED, 12_345)
    assert (order.span.first, order.span.last, order.send_by) == (NOMINET.first, NOMINET.last, NOMINET.send_by)


def test_a_second_order_from_the_same_day_has_its_own_id(records):
    made = orders.draft(records, "conficker", [NOMINET, NOMINET], "anna")
    made += orders.draft(records, "conficker", [NOMINET], "anna")
    assert [order.id for order in made] == ["nominet-2009-04-01", "nominet-2009-04-01-2", "nominet-2009-04-01-3"]


def test_an_order_keeps_its_history(records):
    orders.draft(records, "conficker", [NOMINET], "anna")
    orders.advance(records, "conficker", "nominet-2009-04-01", "sent", "anna")
    orders.advance(records, "conficker", "nominet-2009-04-01", "refused", "bert", "no legal ground")
    order = orders.get(records, "conficker", "nominet-2009-04-01")
    assert (order.state, order.note, order.updated_at) == (
        "refused",
        "no legal ground",
        datetime(2009, 3, 20, 2, tzinfo=UTC),
    )
    steps = [(step.state, step.actor, step.note) for step in orders.history(records, "conficker", order.id)]
    assert steps == [("drafted", "anna", ""), ("sent", "anna", ""), ("refused", "bert", "no legal ground")]


def test_orders_of_one_operation_are_not_those_of_another(records):
    orders.draft(records, "conficker", [NOMINET], "anna")
    assert orders.rows(records, "mariposa") == []
    assert orders.history(records, "mariposa") == []


def test_a_step_that_cannot_follow_names_the_state_and_what_is_possible(records):
    orders.draft(records, "conficker", [NOMINET], "anna")
    with pytest.raises(TidegateError, match="nominet-2009-04-01 is drafted, so it cannot become done; possible: sent"):
        orders.advance(records, "conficker", "nominet-2009-04-01", "done", "anna")
    assert orders.get(records, "conficker", "nominet-2009-04-01").state is State.DRAFTED


def test_several_orders_advance_together_or_not_at_all(records):
    orders.draft(records, "conficker", [NOMINET, NOMINET], "anna")
    orders.advance(records, "conficker", "nominet-2009-04-01", "sent", "anna")
    with pytest.raises(TidegateError, match="nominet-2009-04-01 is sent"):
        orders.advance_all(records, "conficker", ["nominet-2009-04-01-2", "nominet-2009-04-01"], "sent", "anna")
    assert orders.get(records, "conficker", "nominet-2009-04-01-2").state is State.DRAFTED


@pytest.mark.parametrize(
    ("order", "state", "note", "message"),
    [
        ("nic-2009-04-01", "sent", "", "unknown order 'nic-2009-04-01'; known: nominet-2009-04-01"),
        ("nominet-2009-04-01", "lost", "", "unknown state of an order 'lost'; known: drafted, sent"),
        ("nominet-2009-04-01", "refused", "  ", "a refusal needs a note"),
    ],
)
def test_wrong_order_state_or_note_is_refused(records, order, state, note, message):
    orders.draft(records, "conficker", [NOMINET], "anna")
    with pytest.raises(TidegateError, match=message):
        orders.advance(records, "conficker", order, state, "anna", note)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(list(State)), max_size=12))
def test_the_state_is_the_last_step_that_was_allowed(wanted):
    records = Records("sqlite:///:memory:")
    [order] = orders.draft(records, "conficker", [NOMINET], "anna")
    state = State.DRAFTED
    for step in wanted:
        if step in NEXT[state]:
            state = orders.advance(records, "conficker", order.id, step, "anna", "noted").state
            assert state is step
        else:
            with pytest.raises(TidegateError):
                orders.advance(records, "conficker", order.id, step, "anna", "noted")
    assert orders.get(records, "conficker", order.id).state is state
