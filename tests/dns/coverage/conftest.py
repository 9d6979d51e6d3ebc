"""Orders, exemptions and probes put in place by hand, as the rooms that make them would leave them."""

from datetime import datetime
from functools import partial
from types import SimpleNamespace

import pyarrow as pa
import pytest

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions.exemptions import Proposal
from tidegate.dns.orders import life as orders
from tidegate.dns.orders.life import Request
from tidegate.names.suffixes import suffix_of
from tidegate.store.tables import TABLES

PATH = {"drafted": (), "sent": ("sent",), "acknowledged": ("sent", "acknowledged"), "acted": ("sent", "acted")}


def _order(home, operation, registry, state, first, last=None, action=None):
    asked = action or operation.playbook.registry(registry).action
    (drafted,) = orders.draft(
        home.records, operation.name, [Request(registry, asked, first, last or first, 1, first)], "local"
    )
    for step in PATH.get(state, ("sent", state)):
        orders.advance(home.records, operation.name, drafted.id, step, "local", "because")
    return drafted.id


def _exempt(home, operation, name, day):
    exemptions.propose(home.records, operation.name, [Proposal(name, (day,), "a real site")], "local")
    exemptions.accept(home.records, operation.name, name, "local")


def _probes(home, operation, day, hour, verdicts):
    suffixes = operation.playbook.registry_of_suffix
    rows = [
        {
            "name": name,
            "suffix": suffix_of(name, suffixes),
            "probed_at": datetime(2009, 3, 31 if hour >= 0 else 10, abs(hour)),
            "resolver": "127.0.0.1:53",
            "rcode": "NXDOMAIN" if verdict in ("blocked", "unregistered") else "NOERROR",
            "addresses": ["8.8.4.4"] if verdict == "taken" else [],
            "nameservers": ["ns.adversary.test"] if verdict == "taken" else [],
            "verdict": verdict,
            "reason": f"because it is {verdict}",
            "attempts": 1,
        }
        for name, verdict in verdicts.items()
    ]
    table = pa.Table.from_pylist(rows, schema=TABLES["probes"])
    home.lake.write("probes", operation.name, day, f"probe-{hour:02d}", table)


@pytest.fixture
def put():
    """`order`, `exempt` and `probes`, for a home and operation of one's own."""
    return SimpleNamespace(order=_order, exempt=_exempt, probes=_probes)


@pytest.fixture
def order(home, operation):
    """Bring an order of a registry to a state: `order("nominet", "acted", first, last)`; gives its id."""
    return partial(_order, home, operation)


@pytest.fixture
def exempt(home, operation):
    """Accept the exemption of a name: `exempt("jogli.com", day)`."""
    return partial(_exempt, home, operation)


@pytest.fixture
def probed(home, operation):
    """Write one probe run: `probed(day, hour, {"a.com": "taken"})`, made at that hour of 2009-03-31, after
    the orders; an hour below 0 is one of the days before them."""
    return partial(_probes, home, operation)
