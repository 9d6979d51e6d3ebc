"""A day's names probed end to end: the verdicts in the lake, the event on the record, and a run that can be resumed."""

from datetime import date, datetime

import dns.message
import dns.name
import dns.rcode
import dns.rrset
import pytest

from tidegate.dns.orders import life as orders
from tidegate.dns.orders.life import Request
from tidegate.dns.probe.resolver import Resolver
from tidegate.dns.probe.session import Session, run
from tidegate.dns.probe.wanted import Wanted
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.operation import opening
from tidegate.store import Draft

DAY = date(2009, 4, 1)
STRANGER = "8.8.4.4"
SINKHOLE = "127.0.0.2"


class World:
    """What the DNS says: `held` maps names to address and name server; all others are denied by their suffix."""

    def __init__(self, **held):
        self.held = {name.replace("_", "."): value for name, value in held.items()}
        self.down = False
        self.answered = 0
        self.asked = set()

    def __call__(self, query):
        if self.down:
            return []
        self.answered += 1
        response = dns.message.make_response(dns.message.from_wire(query))
        name = response.question[0].name
        self.asked.add(name.to_text().rstrip("."))
        address, server = self.held.get(name.to_text().rstrip("."), (None, None))
        if address is None:
            response.set_rcode(dns.rcode.NXDOMAIN)
            response.authority.append(_soa(name.parent()))
        elif dns.message.from_wire(query).question[0].rdtype == 2:
            response.answer.append(dns.rrset.from_text(name, 60, "IN", "NS", server))
        else:
            response.answer.append(dns.rrset.from_text(name, 60, "IN", "A", address))
        return [response.to_wire()]


def _soa(zone):
    return dns.rrset.from_text(zone, 60, "IN", "SOA", "ns.nic.test. root.nic.test. 1 2 3 4 5")


def done(home, registry, action="block"):
    """Put an order of `registry` for the day on the record, and bring it to done."""
    request = Request(registry, action, DAY, DAY, 1, DAY)
    (order,) = orders.draft(home.records, "small", [request], "local")
    for state in ("sent", "done"):
        orders.advance(home.records, "small", order.id, state, "local")


def wanted(server, **more):
    return Wanted(**{"day": DAY, "resolvers": (server.resolver,), "rate": 5_000.0, "patience": (0.3, 0.3), **more})


def verdicts(home, columns=("name", "verdict")):
    rows = home.lake.execute(home.lake.table("probes", "small").select(*columns)).to_pylist()
    return {row["name"]: row["verdict"] if len(columns) == 2 else row for row in rows}


def test_every_name_gets_its_verdict(home, operation, forecast, stand_in):
    forecast(DAY, a=["free.com", "held.com", "sunk.com"], c=["shut.co.uk", "held.com"])
    done(home, "nominet")
    server = stand_in(World(held_com=(STRANGER, "ns.adversary.test."), sunk_com=(SINKHOLE, "ns1.sinkhole.invalid.")))
    summary = run(home, operation, wanted(server), "local")
    assert verdicts(home) == {
        "free.com": "unregistered",
        "held.com": "taken",
        "sunk.com": "sinkholed-ours",
        "shut.co.uk": "blocked",
    }
    assert (summary.names, summary.of, summary.denied) == (4, 4, 2)


def test_the_lake_keeps_what_was_said(home, operation, forecast, stand_in):
    forecast(DAY, a=["held.com"])
    server = stand_in(World(held_com=(STRANGER, "ns.adversary.test.")))
    run(home, operation, wanted(server), "local")
    row = home.lake.execute(home.lake.table("probes", "small")).to_pylist()[0]
    assert row == {
        "operation": "small",
        "day": DAY,
        "name": "held.com",
        "suffix": "com",
        "probed_at": datetime(2009, 3, 20, 12),
        "resolver": f"127.0.0.1:{server.port}",
        "rcode": "NOERROR",
        "addresses": [STRANGER],
        "nameservers": ["ns.adversary.test"],
        "verdict": "taken",
        "reason": f"leads to {STRANGER}, name servers ns.adversary.test",
        "attempts": 2,
        "server": f"127.0.0.1:{server.port}",
        "ttl": 60,
        "mname": None,
        "serial": None,
        "dnssec": None,
        "dissent": [],
        "rdap": None,
    }


def test_a_probe_is_on_the_record_with_its_counts(home, operation, forecast, stand_in):
    forecast(DAY, a=["free.com", "free.net"])
    summary = run(home, operation, wanted(stand_in(World())), "local")
    (event,) = home.records.events("small", {"probe.made"})
    assert event.actor == "local"
    assert event.body["run"] == summary.run
    assert event.body["verdicts"]["unregistered"] == 2
    assert sum(event.body["verdicts"].values()) == event.body["names"] == 2


def test_only_names_under_the_wanted_suffixes_are_asked_for(home, operation, forecast, stand_in):
    forecast(DAY, a=["free.com", "free.net", "free.org"])
    run(home, operation, wanted(stand_in(World()), suffixes=("com", "org")), "local")
    assert set(verdicts(home)) == {"free.com", "free.org"}


def test_a_sample_asks_for_so_many_names(home, operation, forecast, stand_in):
    forecast(DAY, a=[f"n{number}.com" for number in range(50)])
    summary = run(home, operation, wanted(stand_in(World()), sample=7), "local")
    assert (summary.names, summary.of, len(verdicts(home))) == (7, 50, 7)


def test_a_sample_larger_than_the_day_is_the_day(home, operation, forecast, stand_in):
    forecast(DAY, a=["free.com"])
    assert run(home, operation, wanted(stand_in(World()), sample=9), "local").names == 1


# interruption


def interrupted(home, operation, server, names):
    """A run whose resolver fell silent after the first batches."""

    def stop(settled):
        nonlocal left
        left -= settled
        if left <= 0:
            server.world.down = True

    left = names
    with pytest.raises(TidegateError, match="fell silent"):
        Session(home, operation, wanted(server, patience=(2.0,)), "local").run(stop)


@pytest.fixture
def long_day(forecast, stand_in, monkeypatch):
    """A day of 400 names, in batches of 50, and a resolver that can be told to fall silent."""
    monkeypatch.setattr("tidegate.dns.probe.session._SMALLEST", 50)
    monkeypatch.setattr("tidegate.dns.probe.session._LARGEST", 50)
    monkeypatch.setattr("tidegate.dns.probe.session._MOST_SILENCE", 50)
    forecast(DAY, a=[f"n{number}.com" for number in range(400)])
    world = World()
    server = stand_in(world)
    server.world = world
    return server


def test_an_interrupted_run_goes_on_where_it_stopped(home, operation, long_day):
    interrupted(home, operation, long_day, 220)
    kept = verdicts(home)
    assert 0 < len(kept) < 400
    assert home.records.events("small", {"probe.made"}) == []
    long_day.world.down, long_day.world.asked = False, set()
    summary = run(home, operation, wanted(long_day), "local")
    assert summary.resumed == len(kept)
    assert not long_day.world.asked & set(kept)
    assert len(long_day.world.asked) == 400 - len(kept) + summary.views[0].controls.asked
    rows = home.lake.execute(home.lake.table("probes", "small").name).to_pylist()
    assert sorted(rows) == sorted(f"n{number}.com" for number in range(400))
    assert summary.verdicts["unregistered"] == 400


def test_a_run_that_wants_something_else_does_not_go_on(home, operation, long_day):
    interrupted(home, operation, long_day, 220)
    long_day.world.down = False
    assert run(home, operation, wanted(long_day, sample=10), "local").resumed == 0


def test_a_finished_run_is_not_resumed_but_made_again(home, operation, forecast, stand_in):
    forecast(DAY, a=["free.com"])
    world = World()
    server = stand_in(world)
    run(home, operation, wanted(server), "local")
    world.held["free.com"] = (STRANGER, "ns.adversary.test.")
    assert run(home, operation, wanted(server), "local").resumed == 0
    assert home.lake.execute(home.lake.table("probes", "small").count()).as_py() == 2


# refusals


def test_a_label_that_forbids_visible_acts_forbids_a_probe(home, forecast, stand_in, tmp_path):
    from tidegate.operation.opening import get

    text = home.records.events("small")[0].body["playbook_text"].replace('pap = "GREEN"', 'pap = "AMBER"')
    opening.open_operation(home.records, "quiet", text, "quiet.toml", DAY, "local")
    server = stand_in(World())
    with pytest.raises(NotAllowedError, match="a probe is a visible act, which PAP:AMBER forbids"):
        run(home, get(home.records, "quiet"), wanted(server), "local")
    assert server.asked == []


def test_nobody_probes_without_a_clearance(home, operation, forecast, stand_in):
    forecast(DAY, a=["free.com"])
    server = stand_in(World())
    with pytest.raises(NotAllowedError, match="stranger has no clearance"):
        run(home, operation, wanted(server), "stranger")
    assert server.asked == []


def test_a_member_below_the_label_does_not_probe(home, operation, forecast, stand_in):
    body = {"member": "ann", "organisation": "", "subgroups": [], "clearance": "GREEN", "compartments": []}
    home.records.append("local", [Draft("member.added", "", body)])
    with pytest.raises(NotAllowedError):
        run(home, operation, wanted(stand_in(World())), "ann")


def test_a_day_without_a_forecast_is_refused(home, operation, stand_in):
    with pytest.raises(TidegateError, match="small has no forecast for 2009-04-01"):
        run(home, operation, wanted(stand_in(World())), "local")


def test_a_suffix_that_no_registry_runs_is_refused(home, operation, forecast, stand_in):
    forecast(DAY, a=["free.com"])
    with pytest.raises(TidegateError, match="unknown suffix 'zz'"):
        run(home, operation, wanted(stand_in(World()), suffixes=("zz",)), "local")


@pytest.mark.parametrize("rate", [0, -1.0, float("nan"), float("inf")])
def test_a_rate_that_cannot_be_kept_is_refused(rate):
    with pytest.raises(TidegateError, match="questions a second cannot be kept"):
        Wanted(DAY, (Resolver("127.0.0.1"),), rate=rate)


def test_a_sample_of_nothing_is_refused():
    with pytest.raises(TidegateError, match="a sample of 0 names asks nothing"):
        Wanted(DAY, (Resolver("127.0.0.1"),), sample=0)


def test_a_resolver_that_is_not_there_leaves_nothing_behind(home, operation, forecast, stand_in):
    forecast(DAY, a=["free.com"])
    server = stand_in(World())
    server.close()
    with pytest.raises(TidegateError, match="does not answer"):
        run(home, operation, wanted(server, patience=(0.1,)), "local")
    assert verdicts(home) == {}
    assert home.records.events("small", {"probe.made"}) == []


# who answers for everything


def test_our_own_sinkhole_asked_as_a_resolver_proves_nothing(home, operation, forecast, stand_in):
    """It answers every name with its own address, so that says nothing about who holds the names."""
    forecast(DAY, a=["free.com"])
    done(home, "gtld", "sinkhole")

    class Everything(dict):
        def get(self, name, default=None):
            return (SINKHOLE, "ns1.sinkhole.invalid.")

    world = World()
    world.held = Everything()
    summary = run(home, operation, wanted(stand_in(world)), "local")
    assert verdicts(home) == {"free.com": "unknown"}
    assert summary.views[0].controls.invented == {SINKHOLE}
