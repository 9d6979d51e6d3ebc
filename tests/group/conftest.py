"""An operation in the middle of its work: 2009-W14 ahead, some registries done, one silent, one refusing, bots seen."""

import shutil
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import pyarrow as pa
import pytest

from tidegate.dga import blocks
from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions.exemptions import Proposal
from tidegate.dns.orders import life as orders
from tidegate.dns.orders.life import Request
from tidegate.group.members import Membership, add
from tidegate.group.sources import gather
from tidegate.group.stocktaking import take
from tidegate.names.days import Span, parse_week
from tidegate.operation.alerts import Finding, record
from tidegate.operation.opening import get, open_operation
from tidegate.operation.playbook import load
from tidegate.policy import TLP
from tidegate.store import Home
from tidegate.store.tables import TABLES

WEEK = parse_week("2009-W14")
CALL = datetime(2009, 3, 27, 15, tzinfo=UTC)
SOME_C = 400
"""So many of variant C's names stand for all of them."""


class Clock:
    """A clock that a test sets."""

    def __init__(self, at):
        self.at = at

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock(datetime(2009, 3, 1, 9, tzinfo=UTC))


@pytest.fixture
def home(tmp_path, clock):
    return Home(tmp_path / "home", now=clock)


@pytest.fixture
def operation(home):
    return open_operation(home.records, "conficker", load("conficker")[1], "conficker.toml", date(2009, 3, 1), "local")


@pytest.fixture(scope="session")
def worked_on(tmp_path_factory):
    """The folder of a home with forecast, orders, exemptions, sightings, alerts and members. Only to be copied."""
    clock = Clock(datetime(2009, 3, 1, 9, tzinfo=UTC))
    home = Home(tmp_path_factory.mktemp("worked") / "home", now=clock)
    records = home.records
    operation = open_operation(records, "conficker", load("conficker")[1], "conficker.toml", date(2009, 3, 1), "local")
    forecast(home, operation, WEEK)
    clock.at = datetime(2009, 3, 10, 9, tzinfo=UTC)
    for name, tlp in [("anna", TLP.AMBER), ("ruth", TLP.RED), ("gina", TLP.GREEN)]:
        add(records, Membership(name, "Example CERT", tlp, ("dns",)), "local")
    work_orders(home, clock)
    propose(home)
    for day in Span(date(2009, 3, 20), date(2009, 3, 26)):
        sightings(home, day, bots=100 + day.day)
    found = Finding("population-band", date(2009, 3, 26), "conficker/b", "the population fell", "97 addresses, not 140")
    record(records, "conficker", [found], "local")
    return home.path


@pytest.fixture
def at_work(worked_on, home, clock):
    """The operation of `worked_on` in `home`, at the hour of the call."""
    shutil.copytree(worked_on, home.path)
    clock.at = CALL
    return get(home.records, "conficker")


@pytest.fixture(scope="session")
def sources(worked_on):
    """What the briefing for 2009-W14 is made from."""
    home = Home(worked_on, now=Clock(CALL))
    return gather(home, get(home.records, "conficker"), WEEK)


@pytest.fixture(scope="session")
def stock(worked_on):
    """What the review is made from, when the week is over."""
    home = Home(worked_on, now=Clock(datetime(2009, 4, 7, 12, tzinfo=UTC)))
    return take(home, get(home.records, "conficker"))


def forecast(home, operation, span):
    """Both small variants in full, and a slice of C from its first day on."""
    for day in span:
        tables = [_rendezvous(model, day) for model in operation.playbook.models]
        home.lake.write("forecast", operation.name, day, "forecast", pa.concat_tables(tables))


def _rendezvous(model, day):
    if model.behaviour.starts and day < model.behaviour.starts:
        return TABLES["forecast"].empty_table()
    (block,) = blocks(model.family, [day], variant=model.variant, limit=SOME_C)
    count = len(block)
    columns = {
        "name": block.names,
        "suffix": block.suffixes.cast(pa.string()),
        "family": [model.family] * count,
        "variant": [model.variant] * count,
        "config": [""] * count,
        "position": range(count),
        "times": [None] * count,
    }
    return pa.table(columns, TABLES["forecast"])


def work_orders(home, clock):
    """One order for each of four registries: verisign's is done, cnnic's refused, pir's sent, ws's never sent."""
    records = home.records
    wanted = [("verisign", "sinkhole"), ("cnnic", "block"), ("pir", "sinkhole"), ("ws", "sinkhole")]
    requests = [
        Request(registry, action, WEEK.first, WEEK.last, 1000, date(2009, 3, 22)) for registry, action in wanted
    ]
    made = {order.registry: order.id for order in orders.draft(records, "conficker", requests, "local")}
    for registry in ("verisign", "cnnic", "pir"):
        orders.advance(records, "conficker", made[registry], "sent", "local")
    clock.at += timedelta(days=2)
    orders.advance(records, "conficker", made["verisign"], "done", "local", "all in the zone")
    orders.advance(records, "conficker", made["cnnic"], "refused", "local", "needs a court order")


def propose(home):
    """Two of March's legitimate sites: one accepted, one still to decide."""
    records = home.records
    sites = [Proposal("wnsux.com", (date(2009, 3, 13),), "Southwest Airlines")]
    sites.append(Proposal("praat.org", (date(2009, 3, 31),), "University of Amsterdam"))
    exemptions.propose(records, "conficker", sites, "local")
    exemptions.accept(records, "conficker", "wnsux.com", "local", "the airline's own")


def sightings(home, day, bots):
    """One check-in of B each from `bots` addresses, spread over the day, and a crawler."""
    rows = [_sighting(day, index, "GET /search?q=1 HTTP/1.0", "conficker-search") for index in range(bots)]
    rows.append(_sighting(day, 250, "GET /robots.txt HTTP/1.1", "unknown"))
    home.lake.write("sightings", "conficker", day, "sensor", pa.Table.from_pylist(rows, TABLES["sightings"]))


def _sighting(day, index, request, form):
    is_bot = form != "unknown"
    return {
        "seen_at": datetime(day.year, day.month, day.day, index % 24, index % 60),
        "sensor": "one",
        "protocol": "http",
        "source": f"127.1.0.{index}",
        "source_port": 40000,
        "destination": "127.0.0.2",
        "destination_port": 80,
        "host": "example.com",
        "request": request,
        "agent": "",
        "form": form,
        "family": "conficker" if is_bot else None,
        "variant": "b" if is_bot else None,
        "rendezvous_day": day if is_bot else None,
        "peers": 1 if is_bot else None,
    }


@pytest.fixture
def contents():
    """The contents of a paper's sections, by their anchors, in order."""
    return lambda paper: {section.anchor: section.content for section in paper.sections}


@pytest.fixture
def hostile():
    """Words that would be markup, script or template code if anybody took them for it."""
    return "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 * 7 }}"


@pytest.fixture
def self_contained():
    """Assert that a page runs nothing and fetches nothing."""

    def check(html):
        found = Tags()
        found.feed(html)
        assert not {"script", "img", "link", "iframe", "object", "form"} & found.tags
        assert not [name for name in found.attributes if name.startswith("on")]
        assert all(address.startswith("#") for address in found.addresses)

    return check


class Tags(HTMLParser):
    """The tags and attributes of a page, and every address that it names."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.addresses = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value for name, value in attrs if name in ("href", "src", "xlink:href", "action")]
