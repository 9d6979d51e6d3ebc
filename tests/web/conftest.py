"""Homes to look at, and somebody who looks."""

import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest
from starlette.testclient import TestClient

from tidegate import dga
from tidegate.dns.answers import importing
from tidegate.dns.appeals import life as appeals
from tidegate.dns.appeals import reach
from tidegate.dns.collisions import exemptions, takings
from tidegate.dns.collisions import finding as collisions
from tidegate.dns.orders import life as orders
from tidegate.group import decisions
from tidegate.names.days import Span
from tidegate.operation import alerts, opening, playbook
from tidegate.policy import PAP, TLP, Label
from tidegate.sinkhole import record
from tidegate.sinkhole.sighting import Verdict
from tidegate.sinkhole.writer import Writer
from tidegate.store import Draft, Home
from tidegate.web.app import create_app

BASE = "http://127.0.0.1:8642"
FIRST, DAY = date(2009, 3, 22), date(2009, 4, 1)
NOW = datetime(2009, 4, 1, 9, 30, tzinfo=UTC)
HOSTILE = "<script>alert('x')</script>"
"""What a bot may well put into its Host or User-Agent."""


def _add_member(home, member, clearance, compartments=(), subgroups=("dns",)):
    body = {"member": member, "organisation": "Example CERT", "subgroups": list(subgroups)}
    body |= {"clearance": clearance, "compartments": list(compartments)}
    home.records.append("local", [Draft("member.added", "", body)])


def _look(home, member="local", quiet=False):
    return TestClient(create_app(home, member, "127.0.0.1"), base_url=BASE, raise_server_exceptions=not quiet)


@pytest.fixture(scope="session")
def visitor():
    """A member's browser at the pages of a home: `visitor(home, "ana")`."""
    return _look


@pytest.fixture(scope="session")
def serving():
    """`tidegate serve` as a user runs it: `with serving(home) as address:`."""
    return _serving


@contextmanager
def _serving(home, *options):
    command = [sys.executable, "-m", "tidegate", "serve", "--home", str(home.path), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server.stdout.readline().split()[0].rstrip("/")
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def check_in():
    """Append a check-in to the journal of an operation, as a sensor does: `check_in(home, host="a.com")`."""
    return _check_in


def _check_in(home, *hosts, agent="Mozilla/4.0", request="GET /search?q=3 HTTP/1.0"):
    verdict = record.pack_verdict(Verdict("conficker-search", "conficker", "b", DAY, 3))
    texts = [record.ascii_text(text.encode(), record.MAX_LINE) for text in (request, agent)]
    sent = [
        record.pack(
            time.time_ns(),
            record.pack_ends(1, b"192.0.2.7", 4000, b"127.0.0.2", 80),
            record.pack_content(_ascii(host), *texts, verdict),
        )
        for host in hosts
    ]
    writer = Writer(home.folder("journal", "conficker"), "sensor")
    writer.commit(sent)
    writer.close()


def _ascii(host):
    return record.ascii_text(host.encode(), record.MAX_NAME)


@pytest.fixture
def add_member():
    """`add_member(home, member, clearance, compartments)`."""
    return _add_member


@pytest.fixture(scope="session")
def hostile():
    """What a bot may well put into its Host or User-Agent."""
    return HOSTILE


@pytest.fixture(scope="session")
def new_home(tmp_path_factory):
    """A home of one's own: `new_home()`, with an operation in which nothing was done yet: `new_home(opened=True)`."""

    def make(opened=False):
        home = Home(tmp_path_factory.mktemp("home"), now=lambda: NOW)
        _add_member(home, "local", "RED")
        if opened:
            _open(home)
        return home

    return make


@pytest.fixture
def empty_home(new_home):
    return new_home()


@pytest.fixture
def opened_home(new_home):
    return new_home(opened=True)


@pytest.fixture(scope="session")
def filled_home(new_home):
    """Twelve days around the first of April 2009: forecast, orders, probes, collisions, sightings, decisions."""
    home = new_home()
    _add_member(home, "ana", "GREEN")
    _add_member(home, "amber", "AMBER")
    _add_member(home, "insider", "AMBER", ["inside"])
    operation = _open(home)
    span = Span.of(FIRST, 12)
    _forecast(home, operation, span)
    collisions.find(home.lake, operation)
    exemptions.propose(
        home.records, "conficker", collisions.proposals(collisions.rows(home.lake, "conficker")), "local"
    )
    _decide_exemptions(home)
    _order(home, operation, span)
    _answer(home, operation)
    taken = _probe(home, operation)
    _take_and_claim(home, operation, taken)
    _see(home, span)
    _raise(home, taken)
    _propose(home, operation)
    return home


@pytest.fixture(scope="session")
def below(filled_home):
    """Addresses of the pages below the tabs, as the filled home has them."""
    record = filled_home.records
    taken = takings.rows(record, "conficker")[0].name
    answered = next(order for order in orders.rows(record, "conficker") if order.answers)
    day, chosen = f"/coverage/{DAY}", "&refuse=verisign&act=nominet"
    return {
        "day": day,
        "suffix": f"{day}/com",
        "none there": "/coverage/2009-03-30/com",
        "name": f"{day}/{taken.partition('.')[2]}/{taken}",
        "order": f"/orders/{answered.id}",
        "registry": f"/registries/{answered.registry}",
        "reason": f"/gaps?date={DAY}&why=refused",
        "chase": f"/gaps/chase?date={DAY}",
        "chase most": f"/gaps/chase?date={DAY}&most=3",
        "chase names": f"/gaps/chase?date={DAY}&by=name",
        "what if": f"/whatif?date={DAY}{chosen}",
        "takings": "/collisions/takings",
        "appeals": "/collisions/appeals",
    }


@pytest.fixture(scope="session")
def client(filled_home):
    """The local member's browser at the filled home; one for all, as a server is."""
    return _look(filled_home)


def _open(home):
    found, text = playbook.load("conficker")
    return opening.open_operation(home.records, "conficker", text, f"{found.name}.toml", FIRST, "local")


def _forecast(home, operation, span):
    for day in span:
        tables = []
        for model in operation.playbook.models:
            if model.behaviour.starts and day < model.behaviour.starts:
                continue
            (block,) = dga.blocks(model.family, [day], variant=model.variant)
            columns = {
                "name": block.names,
                "suffix": block.suffixes.cast(pa.string()),
                "family": pa.array([model.family] * len(block)),
                "variant": pa.array([model.variant] * len(block)),
                "config": pa.array([model.config] * len(block)),
                "position": pa.array(range(len(block)), pa.int32()),
            }
            tables.append(pa.table(columns))
        home.lake.write("forecast", operation.name, day, "forecast", pa.concat_tables(tables))


def _decide_exemptions(home):
    proposed = exemptions.rows(home.records, "conficker")
    if proposed:
        exemptions.accept(home.records, "conficker", proposed[0].name, "local", "its owner answered")


_OF_A_AND_B = {"com", "net", "org", "info", "biz", "ws", "cn", "cc"}


def _order(home, operation, span):
    """Most registries have done their part, some have not, and a few refuse."""
    asked = [
        orders.Request(each.id, each.action, span.first, span.last, 450 * 2 * len(each.suffixes), date(2009, 3, 17))
        for each in operation.playbook.registries
    ]
    drafted = orders.draft(home.records, "conficker", asked, "local")
    eager = {each.id for each in operation.playbook.registries if _OF_A_AND_B.intersection(each.suffixes)}
    random.Random(1).shuffle(drafted)
    slow = [order.id for order in drafted if order.registry not in eager][:12]
    sent = [order.id for order in drafted if order.id not in slow[:3]]
    orders.advance_all(home.records, "conficker", sent, "sent", "local")
    orders.advance_all(home.records, "conficker", slow[5:9], "acknowledged", "local")
    orders.advance_all(home.records, "conficker", slow[9:], "refused", "local", "not without a court order")
    orders.advance_all(home.records, "conficker", [id for id in sent if id not in slow], "done", "local")


def _answer(home, operation):
    """A registry that has acknowledged answers for some names: two are done, one it says two things of."""
    order = next(order for order in orders.rows(home.records, "conficker") if order.state == "acknowledged")
    suffix = operation.playbook.registry(order.registry).suffixes[0]
    _, one, two, three, *_ = _names_under(home, suffix)
    file = home.path / "answer.csv"
    file.write_text(f"name,outcome,note\n{one},done,\n{two},done,in zone\n{three},done,\n{three},refused,\n", "utf-8")
    importing.answer(home, operation, [order], file, "local")


def _names_under(home, suffix):
    forecast = home.lake.table("forecast", "conficker", Span(DAY, DAY))
    names = home.lake.execute(forecast.filter(forecast.suffix == suffix).select("name").distinct().order_by("name"))
    return names["name"].to_pylist()


def _take_and_claim(home, operation, taken):
    """Somebody proposes to hold what the outsider has; an owner claims another name."""
    takings.propose(home.records, operation, taken, takings.Means.HOLD, "it spreads an update", "local")
    takings.answer(home.records, operation, taken, "hosting", "nothing else is hosted there", "local")
    (claimed, *_) = _names_under(home, "com")
    asked = reach.asked(home, operation, claimed)
    appeals.open_appeal(home, operation, claimed, "owner@example.net", "it is our shop", "local", asked)


def _probe(home, operation):
    """The first of April was probed: what is claimed is sinkholed or blocked, an outsider has one name."""
    forecast = home.lake.table("forecast", "conficker", Span(DAY, DAY))
    names = home.lake.execute(forecast.select("name", "suffix").distinct().order_by("name")).to_pylist()
    done = {order.registry for order in orders.rows(home.records, "conficker") if order.state == "acted"}
    of_suffix = operation.playbook.registry_of_suffix
    rows, taken = [], None
    for number, name in enumerate(names):
        if number % 9 == 0:
            continue
        claimed = name["suffix"] in of_suffix and of_suffix[name["suffix"]].id in done
        verdict = "sinkholed-ours" if claimed else "unregistered"
        if not claimed and not taken:
            verdict, taken = "taken", name["name"]
        rows.append(_probed(name, verdict))
    home.lake.write("probes", "conficker", DAY, "probe", pa.Table.from_pylist(rows, schema=_schema("probes")))
    return taken


_REASONS = {
    "taken": "leads to 203.0.113.7, name servers ns1.evil.example",
    "unregistered": "NXDOMAIN; no registry says that it acted",
    "sinkholed-ours": "every address of tidegate",
}


def _probed(name, verdict):
    address = {"sinkholed-ours": ["127.0.0.2"], "taken": ["203.0.113.7"]}.get(verdict, [])
    return {
        **name,
        "probed_at": NOW.replace(tzinfo=None),
        "resolver": "127.0.0.1:5353",
        "rcode": "NOERROR" if address else "NXDOMAIN",
        "addresses": address,
        "nameservers": ["ns1.evil.example"] if verdict == "taken" else [],
        "verdict": verdict,
        "reason": _REASONS[verdict],
        "attempts": 1,
    }


def _see(home, span):
    chance = random.Random(2)
    for number, day in enumerate(span):
        rows = [_sighting(day, chance) for _ in range(1500 + 150 * number)]
        home.lake.write("sightings", "conficker", day, "test", pa.Table.from_pylist(rows, schema=_schema("sightings")))


def _sighting(day, chance):
    kind = chance.choices(["http", "dns", "noise"], [80, 12, 8])[0]
    variant = chance.choices(["a", "b"], [2, 3])[0]
    at = datetime.combine(day, datetime.min.time()) + timedelta(seconds=chance.randrange(86400))
    return {
        "seen_at": at,
        "sensor": "sensor",
        "protocol": "dns-udp" if kind == "dns" else "http",
        "source": f"198.51.{chance.randrange(4)}.{chance.randrange(256)}",
        "source_port": 40000,
        "destination": "127.0.0.2",
        "destination_port": 80,
        "host": "qqq.com",
        "request": "GET /search?q=3 HTTP/1.0" if kind == "http" else "A",
        "agent": "Mozilla/4.0",
        "form": {"http": "conficker-search", "dns": "dns-query", "noise": "unknown"}[kind],
        "family": "conficker" if kind != "noise" else None,
        "variant": variant if kind != "noise" else None,
        "rendezvous_day": day if kind != "noise" else None,
        "peers": 3 if kind == "http" else None,
    }


def _raise(home, taken):
    evidence = "name servers ns1.evil.example, leads to 203.0.113.7"
    findings = [
        alerts.Finding("outsider", DAY, taken, f"{taken} is held by an outsider", evidence, TLP.AMBER_STRICT),
        alerts.Finding("form", FIRST, "GET /robots.txt", "a check-in of a form never seen before", "GET /robots.txt"),
    ]
    alerts.record(home.records, "conficker", findings, "local")


def _propose(home, operation):
    secret = Label(TLP.RED, PAP.RED)
    deadline = NOW + timedelta(days=2)
    for text, label in [("Probe every hour on the first", None), ("Tell the ministry", secret)]:
        decisions.propose(home.records, operation, text, now=NOW, deadline=deadline, actor="local", label=label)


def _schema(table):
    from tidegate.store.tables import TABLES

    return TABLES[table]
