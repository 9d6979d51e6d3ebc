"""What a probe proves of an order: all of it, a sample with what that leaves possible, or a regression."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tidegate.dns.orders.order import Order
from tidegate.dns.orders.state import State
from tidegate.dns.orders.verification import Seen, proof

DAY = date(2009, 4, 1)
SENT = Order("o", "nominet", "block", DAY, DAY, 5, DAY, State.SENT, datetime(2009, 3, 20), "")
ACTED = replace(SENT, state=State.ACTED)


def seen(asked, denied=0, open=0, unknown=0, suffix="co.uk"):
    return Seen(DAY, suffix, asked, denied, open, unknown)


def shown(order, *parts):
    found = proof(order, parts, "run-1")
    return found and found.state


def test_an_order_is_verified_when_every_name_is_denied():
    found = proof(ACTED, [seen(300, 300)], "run-1")
    assert (found.state, str(found.evidence)) == (State.VERIFIED, "all 300 names are denied")
    assert (found.evidence.run, found.evidence.open_at_most) == ("run-1", 0)


def test_a_sample_verifies_with_what_it_leaves_possible():
    found = proof(ACTED, [seen(1000, 100)], "run-1")
    assert found.state is State.VERIFIED
    assert str(found.evidence) == "all 100 of 1,000 names drawn are denied: at most 2.8% open anywhere"


def test_a_sample_that_is_too_small_verifies_nothing():
    assert shown(ACTED, seen(1000, 40)) is None


def test_every_suffix_needs_its_own_proof():
    assert shown(ACTED, seen(500, 500), seen(500, 0, suffix="org.uk")) is None


def test_a_name_that_could_not_be_told_proves_nothing():
    assert shown(ACTED, seen(300, 299, unknown=1)) is None


def test_one_open_name_is_a_regression_of_what_was_acted_on_or_verified():
    assert shown(ACTED, seen(300, 299, open=1)) is State.REGRESSED
    assert shown(replace(ACTED, state=State.VERIFIED), seen(300, 3, open=1)) is State.REGRESSED


def test_an_open_name_of_an_order_that_nobody_answered_is_no_regression():
    assert shown(SENT, seen(300, 299, open=1)) is None


def test_what_is_proved_already_is_no_new_step():
    assert shown(replace(ACTED, state=State.VERIFIED), seen(300, 300)) is None
    assert shown(replace(ACTED, state=State.REGRESSED), seen(300, 299, open=1)) is None


def test_a_regressed_order_is_verified_again_when_all_is_denied_again():
    assert shown(replace(ACTED, state=State.REGRESSED), seen(300, 300)) is State.VERIFIED


@pytest.mark.parametrize("state", [State.DRAFTED, State.REFUSED, State.RELEASED])
def test_an_order_that_asks_for_nothing_now_is_never_verified(state):
    assert shown(replace(ACTED, state=state), seen(300, 300)) is None


def test_nothing_asked_is_nothing_verified():
    assert shown(ACTED) is None
