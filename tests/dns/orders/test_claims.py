"""What the registries say of a day: the order that came furthest counts."""

from datetime import UTC, date, datetime

import pytest

from tidegate.dns.orders.claims import claims, standings
from tidegate.dns.orders.life import Order, State
from tidegate.names.days import Span

FIRST, SECOND, THIRD = (date(2009, 4, day) for day in (1, 2, 3))


def order(id, registry="nominet", state=State.ACTED, first=FIRST, last=SECOND, action="block"):
    return Order(id, registry, action, first, last, 5, first, state, datetime(2009, 3, 20, tzinfo=UTC), "")


def of(playbook, orders, day, suffix):
    return next(row for row in standings(playbook, orders, Span.of(day, 1)) if row.suffix == suffix)


@pytest.fixture
def playbook(operation):
    return operation.playbook


def test_without_an_order_nothing_is_claimed(playbook):
    standing = of(playbook, [], FIRST, "co.uk")
    assert (standing.state, standing.claimed, standing.order, standing.registry) == ("none", False, None, "nominet")


def test_an_order_is_a_claim_from_when_it_is_acted_on_even_if_a_probe_contradicts(playbook):
    for state in State:
        claimed = state in (State.ACTED, State.VERIFIED, State.REGRESSED)
        assert of(playbook, [order("o", state=state)], FIRST, "co.uk").claimed == claimed


def test_an_order_claims_nothing_beyond_its_days(home, operation):
    assert claims(home.lake, operation, [order("o")], SECOND).action("a.co.uk", "co.uk") == "block"
    assert claims(home.lake, operation, [order("o")], THIRD).action("a.co.uk", "co.uk") is None


def test_an_order_covers_all_suffixes_of_its_registry_and_no_others(home, operation):
    claimed = claims(home.lake, operation, [order("o", "gtld", action="sinkhole")], FIRST)
    assert claimed.by_suffix == dict.fromkeys(["com", "net", "org", "info", "biz"], "sinkhole")


def test_the_order_that_came_furthest_counts(playbook):
    orders = [order("refused", state=State.REFUSED), order("sent", state=State.SENT), order("new", state=State.DRAFTED)]
    assert of(playbook, orders, FIRST, "co.uk").order == "sent"


def test_every_suffix_stands_once_a_day(playbook):
    found = list(standings(playbook, [order("o")], Span(FIRST, THIRD)))
    assert len(found) == len({(row.day, row.suffix) for row in found}) == 3 * len(playbook.registry_of_suffix)
