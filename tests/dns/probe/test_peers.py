"""Probes of real name servers: Knot as the registry, Unbound and BIND as resolvers, with and without a filter."""

from datetime import date

import pytest

from tidegate.dns.orders import life as orders
from tidegate.dns.orders.life import Request
from tidegate.dns.probe.resolver import Resolver
from tidegate.dns.probe.session import run
from tidegate.dns.probe.wanted import Wanted

pytestmark = pytest.mark.peer
DAY = date(2009, 4, 1)

REGISTRY = """$ORIGIN co.uk.
$TTL 300
@ SOA ns.nic.co.uk. root.nic.co.uk. 1 2 3 4 300
@ NS ns.nic.co.uk.
ns.nic A 127.0.0.1
sunk A 127.0.0.2
held NS ns.adversary.test.
served NS ns1.sinkhole.invalid.
filtered A 127.0.0.2
many A 127.0.0.2
""" + "".join(f"many A 10.0.{number // 250}.{number % 250}\n" for number in range(200))

POLICY = """$ORIGIN rpz.example.
$TTL 300
@ SOA localhost. root.rpz.example. 1 2 3 4 300
@ NS localhost.
filtered.co.uk CNAME .
shut.co.uk CNAME .
"""

FILES = {"co.uk.zone": REGISTRY, "rpz.zone": POLICY}


@pytest.fixture
def knot(server):
    """The registry of co.uk."""
    config = """
server:
  listen: 127.0.0.1@PORT
  rundir: FOLDER/run
database:
  storage: FOLDER/run
zone:
  - domain: co.uk
    storage: FOLDER
    file: co.uk.zone
    zonefile-sync: -1
    journal-content: none
"""
    return server("knotd", config, ["-c", "FOLDER/config"], FILES, "sunk.co.uk")


@pytest.fixture
def unbound(server, knot):
    """A resolver that asks the registry, and filters two names."""
    config = f"""
server:
  interface: 127.0.0.1@PORT
  username: ""
  chroot: ""
  directory: "FOLDER"
  pidfile: ""
  use-syslog: no
  do-not-query-localhost: no
  module-config: "respip iterator"
stub-zone:
  name: "co.uk"
  stub-addr: 127.0.0.1@{knot}
rpz:
  name: rpz.example
  zonefile: rpz.zone
remote-control:
  control-enable: no
"""
    return server("unbound", config, ["-d", "-c", "FOLDER/config"], FILES, "sunk.co.uk")


@pytest.fixture
def bind(server, knot):
    """A resolver that asks the registry, and filters two names after the registry has answered."""
    config = f"""
options {{
  directory "FOLDER";
  listen-on port PORT {{ 127.0.0.1; }};
  listen-on-v6 {{ none; }};
  pid-file none;
  session-keyfile none;
  dnssec-validation no;
  response-policy {{ zone "rpz.example"; }};
}};
controls {{ }};
zone "rpz.example" {{ type master; file "rpz.zone"; }};
zone "co.uk" {{ type forward; forward only; forwarders {{ 127.0.0.1 port {knot}; }}; }};
"""
    return server("named", config, ["-g", "-c", "FOLDER/config"], FILES, "sunk.co.uk")


@pytest.fixture
def ask(home, operation, forecast):
    """The verdicts on the rendezvous of a day under co.uk, whose registry says that they are blocked."""
    (order,) = orders.draft(home.records, "small", [Request("nominet", "block", DAY, DAY, 1, DAY)], "local")
    for state in ("sent", "done"):
        orders.advance(home.records, "small", order.id, state, "local")

    def verdicts(port, *labels):
        forecast(DAY, c=[f"{label}.co.uk" for label in labels])
        wanted = Wanted(DAY, (Resolver("127.0.0.1", port),), rate=5_000.0, patience=(0.5, 1.0))
        run(home, operation, wanted, "local")
        rows = home.lake.execute(home.lake.table("probes", "small")).to_pylist()
        return {row["name"].partition(".")[0]: row["verdict"] for row in rows}

    return verdicts


def test_a_registry_itself_may_be_asked_whom_it_delegated_a_name_to(ask, knot):
    assert ask(knot, "shut", "held", "served") == {"shut": "blocked", "held": "taken", "served": "sinkholed-ours"}


def test_a_name_server_that_speaks_for_the_name_itself_proves_nothing(ask, knot):
    assert ask(knot, "sunk") == {"sunk": "unknown"}


def test_an_answer_too_long_for_udp_is_read_by_tcp(ask, unbound, home):
    """Our address is among its 201: whoever read only what UDP carries might see nothing else."""
    assert ask(unbound, "many") == {"many": "unknown"}
    (row,) = home.lake.execute(home.lake.table("probes", "small")).to_pylist()
    assert len(row["addresses"]) == 201


def test_unbounds_filter_is_not_the_registrys_word(ask, unbound):
    assert ask(unbound, "sunk", "filtered", "shut", "nothere") == {
        "sunk": "sinkholed-ours",
        "filtered": "unknown",
        "shut": "unknown",
        "nothere": "blocked",
    }


def test_binds_filter_is_not_the_registrys_word(ask, bind):
    assert ask(bind, "sunk", "filtered", "shut", "nothere") == {
        "sunk": "sinkholed-ours",
        "filtered": "unknown",
        "shut": "unknown",
        "nothere": "blocked",
    }
