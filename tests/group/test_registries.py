"""How registries stand: gaps, open orders, and the time from list to action."""

from datetime import UTC, date, datetime, timedelta

from tidegate.dns.orders.life import Order, State, Step
from tidegate.group.registries import open_orders, reactions, worst_first
from tidegate.operation.playbook import load

PLAYBOOK = load("conficker")[0]
SENT = datetime(2009, 3, 10, 9, tzinfo=UTC)
NOW = SENT + timedelta(days=9)


def row(registry, gaps, state="sent", names=100):
    zero = dict.fromkeys(("exempt", "claimed", "probed", "verified", "contradicted", "taken"), 0)
    day = date(2009, 4, 1)
    return {"day": day, "suffix": "x", "registry": registry, "state": state, "names": names, "gaps": gaps, **zero}


def order(registry, state, send_by=date(2009, 3, 25)):
    days = (date(2009, 4, 1), date(2009, 4, 30))
    return Order(registry, registry, "block", *days, 100, send_by, State(state), SENT, "")


def step(registry, state, days):
    return Step(registry, State(state), SENT + timedelta(days=days), "local", "")


def test_registries_with_gaps_come_most_gaps_first_and_those_without_are_left_out():
    found = worst_first([row("nominet", 5), row("sidn", 9), row("cnnic", 0), row("sidn", 1, "none")], PLAYBOOK)
    assert [(one.registry, one.tally.gaps, one.states) for one in found] == [
        ("sidn", 10, ("none", "sent")),
        ("nominet", 5, ("sent",)),
    ]
    assert found[1].name == "Nominet UK"


def test_names_that_no_registry_runs_are_not_forgotten():
    (one,) = worst_first([row(None, 3)], PLAYBOOK)
    assert (one.registry, one.name) == ("", "no registry")


def test_what_a_registry_refused_comes_first_and_what_is_done_is_not_open():
    orders = [order("a", "sent"), order("b", "acted"), order("c", "refused"), order("d", "drafted")]
    assert [one.order.registry for one in open_orders(orders, PLAYBOOK, NOW)] == ["c", "d", "a"]


def test_an_open_order_says_whether_it_is_overdue_or_its_registry_silent():
    orders = [order("a", "drafted"), order("b", "sent")]
    before, after = datetime(2009, 3, 25, 9, tzinfo=UTC), datetime(2009, 3, 25, 10, tzinfo=UTC)
    assert [one.late for one in open_orders(orders, PLAYBOOK, before)] == [None, None]
    assert [one.late for one in open_orders(orders, PLAYBOOK, after)] == ["overdue", "silent"]


def test_the_time_to_act_runs_from_the_first_list_to_the_deed():
    history = [step("a", "sent", 0), step("a", "acknowledged", 1), step("a", "sent", 2), step("a", "acted", 3)]
    (one,) = reactions([order("a", "acted")], history, PLAYBOOK, NOW)
    assert (one.took, one.done) == (timedelta(days=3), True)


def test_where_nobody_acted_the_time_still_runs():
    history = [step("a", "sent", 0), step("b", "sent", 0), step("b", "refused", 1)]
    orders = [order("a", "sent"), order("b", "refused"), order("c", "drafted")]
    found = reactions(orders, history, PLAYBOOK, NOW)
    assert [(one.registry, one.took.days, one.done) for one in found] == [("a", 9, False), ("b", 9, False)]
