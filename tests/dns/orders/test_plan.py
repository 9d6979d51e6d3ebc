"""The plan: one order a registry and month, early enough for the first midnight on earth, and never twice."""

from dataclasses import replace
from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions.exemptions import Proposal
from tidegate.dns.orders import life as orders
from tidegate.dns.orders import plan
from tidegate.dns.orders.life import Order, Request, State
from tidegate.errors import TidegateError
from tidegate.names.days import Span, midnight
from tidegate.operation import opening
from tidegate.operation.model import Registry
from tidegate.operation.playbook import load
from tidegate.store.tables import TABLES

NOMINET = Registry("nominet", "Nominet", ("co.uk", "org.uk"), lead_days=7)
CNNIC = Registry("cnnic", "CNNIC", ("cn",), action="sinkhole", lead_days=14)
APRIL = date(2009, 4, 1)


def daily(suffix, first, days, names=10):
    return {(suffix, first + timedelta(days=offset)): names for offset in range(days)}


def existing(request):
    return Order(f"{request.registry}-{request.first}", **vars(request), state=State.REFUSED, updated_at=None, note="")


def test_a_registry_is_asked_once_a_month_for_all_its_suffixes():
    names = {**daily("co.uk", date(2009, 3, 20), 20), **daily("org.uk", APRIL, 3)}
    assert plan.draft([NOMINET], names, []) == [
        Request("nominet", "block", date(2009, 3, 20), date(2009, 3, 31), 120, date(2009, 3, 12)),
        Request("nominet", "block", APRIL, date(2009, 4, 8), 110, date(2009, 3, 24)),
    ]


def test_a_registry_is_asked_for_its_own_suffixes_only():
    requests = plan.draft([NOMINET, CNNIC], {**daily("co.uk", APRIL, 2), **daily("cn", APRIL, 3)}, [])
    assert [(r.registry, r.action, r.names) for r in requests] == [("cnnic", "sinkhole", 30), ("nominet", "block", 20)]


def test_a_registry_is_never_asked_for_what_it_cannot_do():
    unable = replace(CNNIC, can=("block", "hold"))
    message = "registry cnnic is asked to sinkhole, but can only block or hold: amend its action, or what it can do"
    with pytest.raises(TidegateError, match=message):
        plan.draft([unable, NOMINET], daily("cn", APRIL, 3), [])
    assert plan.draft([unable, NOMINET], daily("co.uk", APRIL, 3), []) != []


def test_a_list_is_due_its_lead_days_before_the_first_midnight_on_earth():
    assert plan.send_by(NOMINET, APRIL) == date(2009, 3, 24)
    assert plan.send_by(Registry("now", "Now", ("now",), lead_days=0), APRIL) == date(2009, 3, 31)


def test_days_that_an_order_covers_are_not_asked_for_again_even_if_it_was_refused():
    names = daily("co.uk", APRIL, 10)
    [whole] = plan.draft([NOMINET], names, [])
    assert plan.draft([NOMINET], names, [existing(whole)]) == []
    longer = {**names, **daily("co.uk", date(2009, 4, 11), 5)}
    [rest] = plan.draft([NOMINET], longer, [existing(whole)])
    assert (rest.first, rest.last, rest.names) == (date(2009, 4, 11), date(2009, 4, 15), 50)


def test_an_order_of_another_registry_covers_nothing_of_ours():
    [theirs] = plan.draft([CNNIC], daily("cn", APRIL, 10), [])
    assert plan.draft([NOMINET], daily("co.uk", APRIL, 10), [existing(theirs)]) != []


def test_days_without_names_make_no_order():
    assert plan.draft([NOMINET], daily("co.uk", APRIL, 5, names=0), []) == []
    assert plan.draft([NOMINET], {}, []) == []


DAYS = st.dates(date(2008, 11, 1), date(2009, 6, 30))
COUNTS = st.dictionaries(st.tuples(st.sampled_from(["co.uk", "org.uk", "cn", "pl"]), DAYS), st.integers(0, 500))
EARLIER = st.lists(st.tuples(st.sampled_from(["nominet", "cnnic"]), DAYS, st.integers(0, 40)), max_size=4)


@given(COUNTS, EARLIER)
def test_every_name_of_a_registry_is_asked_for_in_exactly_one_order(names, earlier):
    asked = [
        existing(Request(registry, "block", first, first + timedelta(days=days), 1, first))
        for registry, first, days in earlier
    ]
    requests = plan.draft([NOMINET, CNNIC], names, asked)
    for registry in (NOMINET, CNNIC):
        mine = [request for request in requests if request.registry == registry.id]
        before = {day for order in asked if order.registry == registry.id for day in order.span}
        spans = [Span(request.first, request.last) for request in mine]
        covered = [day for span in spans for day in span]
        assert len(covered) == len(set(covered))
        assert not before & set(covered)
        wanted = {day for (suffix, day), count in names.items() if suffix in registry.suffixes and count} - before
        assert wanted <= set(covered)
        total = sum(count for (suffix, day), count in names.items() if suffix in registry.suffixes and day in wanted)
        assert sum(request.names for request in mine) == total
        assert all((span.first.year, span.first.month) == (span.last.year, span.last.month) for span in spans)
        latest = [midnight(span.first) - timedelta(hours=14, days=registry.lead_days) for span in spans]
        assert [request.send_by for request in mine] == [moment.date() for moment in latest]


def test_the_plan_drafts_what_the_forecast_asks_for_and_nothing_twice(home, operation, forecast):
    forecast(APRIL, a=["one.com", "two.net", "one.com"], c=["three.co.uk"])
    forecast(date(2009, 5, 1), c=["four.co.uk", "five.co.uk", "no.registry"])
    made = plan.run(home.lake, home.records, operation, "anna")
    assert [(order.id, order.names) for order in made] == [
        ("gtld-2009-04-01", 2),
        ("nominet-2009-04-01", 1),
        ("nominet-2009-05-01", 2),
    ]
    assert plan.run(home.lake, home.records, operation, "anna") == []
    assert len(orders.rows(home.records, "small")) == 3


def test_the_plan_can_be_made_for_the_first_days_only(home, operation, forecast):
    forecast(APRIL, c=["three.co.uk"])
    forecast(date(2009, 5, 1), c=["four.co.uk"])
    made = plan.run(home.lake, home.records, operation, "anna", Span.of(APRIL, 30))
    assert [order.id for order in made] == ["nominet-2009-04-01"]
    with pytest.raises(TidegateError, match="there is no forecast of 2009-06-01 of small"):
        plan.run(home.lake, home.records, operation, "anna", Span.of(date(2009, 6, 1), 1))


def test_no_zone_is_ever_asked_for_as_a_whole(home):
    mariposa = opening.open_operation(home.records, "mariposa", load("mariposa")[1], "m.toml", APRIL, "local")
    names = {"t35.com": "com", "mooo.com": "com", "no-ip.org": "org", "host.t35.com": "t35.com"}
    rows = [
        {"name": name, "suffix": suffix, "family": "mariposa", "variant": "butterfly", "config": "", "position": place}
        for place, (name, suffix) in enumerate(names.items())
    ]
    home.lake.write("forecast", "mariposa", APRIL, "forecast", pa.Table.from_pylist(rows, schema=TABLES["forecast"]))
    [order] = plan.run(home.lake, home.records, mariposa, "local")
    assert (order.registry, order.names) == ("t35", 1)


def test_exempted_names_and_public_suffixes_are_not_counted(home, operation, forecast):
    forecast(APRIL, a=["one.com", "jogli.com", "blogspot.com"])
    exemptions.propose(home.records, "small", [Proposal("jogli.com", (APRIL,), "a site")], "anna")
    exemptions.accept(home.records, "small", "jogli.com", "anna")
    [order] = plan.run(home.lake, home.records, operation, "anna")
    assert order.names == 1
