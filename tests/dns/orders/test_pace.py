"""How long registries take: an order that is open counts as longer than any other."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tidegate.dns.orders.order import Order, Step
from tidegate.dns.orders.pace import Stretch, paces, times
from tidegate.dns.orders.state import State

DAY = date(2009, 4, 1)
SENT = datetime(2009, 3, 20, tzinfo=UTC)
NOW = SENT + timedelta(days=10)


def order(id, state="acted"):
    return Order(id, "nominet", "block", DAY, DAY, 5, DAY, State(state), NOW, "")


def steps(id, **days):
    return [Step(id, State(state), SENT + timedelta(days=after), "anna", "") for state, after in days.items()]


def test_the_median_is_the_time_within_which_half_of_all_came_so_far():
    history = [
        *steps("a", sent=0, acknowledged=1, acted=2, verified=3),
        *steps("b", sent=0, acted=4),
        *steps("c", sent=0),
    ]
    [pace] = paces([order("a", "verified"), order("b"), order("c", "sent")], history, NOW)
    assert (pace.registry, pace.orders) == ("nominet", 3)
    assert pace.acknowledge == Stretch(2, 1, timedelta(days=4))
    assert pace.act == Stretch(2, 1, timedelta(days=4))
    assert pace.verify == Stretch(1, 2, None)


def test_it_counts_from_the_first_list_and_to_the_first_time():
    history = steps("a", sent=0, acted=2) + steps("a", sent=3, acted=5)
    [one] = times([order("a")], history, NOW)
    assert (one.sent, one.acted) == (SENT, timedelta(days=2))


def test_what_was_never_sent_has_no_time():
    assert paces([order("a", "drafted")], [], NOW) == []


def test_an_order_that_ended_was_open_until_then():
    ended = replace(order("a", "refused"), updated_at=SENT + timedelta(days=2))
    [one] = times([ended], steps("a", sent=0, refused=2), NOW)
    assert (one.acted, one.open_for) == (None, timedelta(days=2))
