"""What the newest probes prove of the orders, out of the lake and the record."""

from datetime import date, timedelta

import pyarrow as pa
import pytest

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions.exemptions import Proposal
from tidegate.dns.orders import life as orders
from tidegate.dns.orders.order import Request
from tidegate.dns.probe.proving import proofs
from tidegate.store.tables import TABLES

DAY = date(2009, 4, 1)


@pytest.fixture
def acted(home, operation):
    def make(registry="nominet", *states, days=1):
        asked = Request(registry, "block", DAY, DAY + timedelta(days=days - 1), 2, DAY)
        [order] = orders.draft(home.records, operation.name, [asked], "anna")
        for state in states or ("sent", "acted"):
            orders.advance(home.records, operation.name, order.id, state, "anna", "noted")
        return order.id

    return make


@pytest.fixture
def probed(home, operation):
    def write(verdicts, hours=1, day=DAY):
        at = (home.now() + timedelta(hours=hours)).replace(tzinfo=None)
        common = {"probed_at": at, "resolver": "r", "rcode": "NXDOMAIN", "reason": "", "attempts": 1}
        rows = [
            {"name": name, "suffix": "co.uk", "verdict": verdict, "addresses": [], "nameservers": [], **common}
            for name, verdict in verdicts.items()
        ]
        part = f"p{hours}-{len(list(home.lake.root.rglob('*.parquet')))}"
        home.lake.write("probes", operation.name, day, part, pa.Table.from_pylist(rows, schema=TABLES["probes"]))

    return write


@pytest.fixture
def shown(home, operation):
    def steps(day=DAY):
        drafts = proofs(home, operation, day, "run-1")
        home.records.append("anna", drafts)
        return [(draft.kind, draft.body["note"]) for draft in drafts]

    return steps


def test_an_order_whose_names_are_all_denied_is_verified(home, forecast, acted, probed, shown):
    forecast(DAY, c=["a.co.uk", "b.co.uk", "c.com"])
    id = acted()
    probed({"a.co.uk": "blocked", "b.co.uk": "sinkholed-ours"})
    assert shown() == [("order.verified", "all 2 names are denied")]
    order = orders.get(home.records, "small", id)
    evidence = orders.history(home.records, "small", id)[-1].evidence
    assert (order.state, evidence["run"], evidence["denied"]) == ("verified", "run-1", 2)


def test_a_later_probe_that_sees_a_name_open_makes_it_regressed(forecast, acted, probed, shown):
    forecast(DAY, c=["a.co.uk", "b.co.uk"])
    acted()
    probed({"a.co.uk": "blocked", "b.co.uk": "blocked"})
    shown()
    probed({"b.co.uk": "unregistered"}, hours=2)
    assert shown() == [("order.regressed", "1 of 2 names seen are open")]
    assert shown() == []
    probed({"b.co.uk": "blocked"}, hours=3)
    assert shown() == [("order.verified", "all 2 names are denied")]


def test_a_name_that_was_open_before_its_registry_acted_is_no_regression(forecast, acted, probed, shown):
    forecast(DAY, c=["a.co.uk"])
    acted()
    probed({"a.co.uk": "unregistered"}, hours=-1)
    assert shown() == []


def test_an_order_is_not_verified_before_each_of_its_days_is(forecast, acted, probed, shown):
    second = DAY + timedelta(days=1)
    forecast(DAY, c=["a.co.uk"])
    forecast(second, c=["b.co.uk"])
    acted(days=2)
    probed({"a.co.uk": "blocked"})
    assert shown() == []
    probed({"b.co.uk": "blocked"}, day=second)
    assert shown(second) == [("order.verified", "all 2 names are denied")]


def test_an_order_that_nobody_answered_is_verified_by_a_sinkhole(forecast, acted, probed, shown):
    forecast(DAY, c=["a.co.uk"])
    acted("nominet", "sent")
    probed({"a.co.uk": "sinkholed-ours"})
    assert shown() == [("order.verified", "its only name is denied")]


def test_exempted_names_are_not_asked_for(home, forecast, acted, probed, shown):
    forecast(DAY, c=["a.co.uk", "site.co.uk"])
    exemptions.propose(home.records, "small", [Proposal("site.co.uk", (DAY,), "a site")], "anna")
    exemptions.accept(home.records, "small", "site.co.uk", "anna")
    acted()
    probed({"a.co.uk": "blocked", "site.co.uk": "taken"})
    assert shown() == [("order.verified", "its only name is denied")]
