"""When an order is due, and whether it is overdue or its registry silent."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tidegate.dns.orders.due import begins, due, lateness, local
from tidegate.dns.orders.order import Order
from tidegate.dns.orders.state import State

FIRST = date(2009, 4, 1)
MADE = datetime(2009, 3, 20, tzinfo=UTC)
DRAFTED = Order("o", "nominet", "block", FIRST, FIRST, 5, date(2009, 3, 24), State.DRAFTED, MADE, "")
DUE = datetime(2009, 3, 24, 10, tzinfo=UTC)
BEGINS = datetime(2009, 3, 31, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def sent(at, state=State.SENT):
    return replace(DRAFTED, state=state, sent_at=at, updated_at=at)


def test_a_list_is_due_before_the_first_midnight_on_earth_less_the_lead():
    assert (due(DRAFTED), begins(DRAFTED)) == (DUE, BEGINS)
    assert due(DRAFTED) + timedelta(days=7) == begins(DRAFTED)


def test_it_is_told_by_the_registrys_own_clock():
    assert local(DUE, "Asia/Tokyo") == "2009-03-24 19:00 +09:00"
    assert local(DUE, "America/New_York") == "2009-03-24 06:00 -04:00"


def test_an_order_that_was_not_sent_is_overdue_from_when_it_was_due():
    assert lateness(DRAFTED, DUE - SECOND, 3) is None
    assert lateness(DRAFTED, DUE, 3) == "overdue"


def test_a_registry_is_silent_once_its_list_is_due_and_the_days_to_answer_are_over():
    early, at_last = sent(MADE), sent(DUE - timedelta(hours=1))
    assert lateness(early, DUE - SECOND, 3) is None
    assert lateness(early, DUE, 3) == "silent"
    assert lateness(at_last, DUE + timedelta(days=2), 3) is None
    assert lateness(at_last, DUE + timedelta(days=3), 3) == "silent"


def test_who_acknowledged_is_not_silent_but_overdue_when_the_day_begins():
    acknowledged = sent(MADE, State.ACKNOWLEDGED)
    assert lateness(acknowledged, BEGINS - SECOND, 3) is None
    assert lateness(acknowledged, BEGINS, 3) == "overdue"


@pytest.mark.parametrize("state", ["acted", "verified", "regressed", "refused", "released"])
def test_what_was_answered_or_has_ended_is_not_late(state):
    assert lateness(sent(MADE, State(state)), BEGINS + timedelta(days=99), 0) is None
