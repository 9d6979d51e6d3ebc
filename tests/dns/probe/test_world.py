"""A world of its own: BIND as the root, NSD as a parent, Knot as signed registries, Unbound as resolvers, one of them a
liar. The registries are asked straight, as found from the root, beside the resolvers."""

from datetime import date

import pytest

from tidegate.dns.probe.resolver import Resolver
from tidegate.dns.probe.session import Session, run
from tidegate.dns.probe.wanted import Wanted
from tidegate.operation import opening

pytestmark = pytest.mark.peer
DAY = date(2009, 4, 1)

ROOT = """. 300 SOA ns. root. 1 2 3 4 300
. 300 NS ns.
ns. 300 A 127.0.0.1
uk. 300 NS ns.uk.
ns.uk. 300 A 127.0.0.2
com. 300 NS ns.nic.co.uk.
net. 300 NS nobody.uk.
nobody.uk. 300 A 127.0.0.9
"""
PARENT = """$ORIGIN uk.
$TTL 300
@ SOA ns.uk. root.uk. 1 2 3 4 300
@ NS ns.uk.
ns A 127.0.0.2
co NS ns.nic.co.uk.
ns.nic.co A 127.0.0.3
"""
REGISTRY = """$ORIGIN co.uk.
$TTL 300
@ SOA ns.nic.co.uk. root.nic.co.uk. 2009040100 2 3 4 300
@ NS ns.nic.co.uk.
ns.nic A 127.0.0.3
held NS ns.adversary.test.
safe NS ns.adversary.test.
safe DS 60485 13 2 D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A
served NS ns1.sinkhole.invalid.
sunk A 127.0.0.2
"""
WILDCARD = """$ORIGIN com.
$TTL 300
@ SOA ns.nic.co.uk. root.nic.co.uk. 7 2 3 4 300
@ NS ns.nic.co.uk.
* A 198.51.100.80
"""
NSD = """server:
 ip-address: 127.0.0.2@PORT
 username: ""
 zonesdir: "FOLDER"
 pidfile: ""
 xfrdfile: "FOLDER/xfrd"
 zonelistfile: "FOLDER/zones"
 rrl-ratelimit: 0
remote-control:
 control-enable: no
zone:
 name: "uk"
 zonefile: uk.zone
"""
BIND = """options {
  directory "FOLDER"; listen-on port PORT { 127.0.0.1; }; listen-on-v6 { none; };
  pid-file none; session-keyfile none; recursion no; dnssec-validation no;
};
controls { };
zone "." { type primary; file "root.zone"; };
"""
KNOT = """server:
  listen: 127.0.0.3@PORT
  rundir: FOLDER/run
database:
  storage: FOLDER/run
zone:
  - domain: co.uk
    storage: FOLDER
    file: co.uk.zone
    zonefile-sync: -1
    journal-content: none
    dnssec-signing: on
  - domain: com
    storage: FOLDER
    file: com.zone
    zonefile-sync: -1
    journal-content: none
"""
UNBOUND = """server:
  interface: 127.0.0.1@PORT
  username: ""
  chroot: ""
  directory: "FOLDER"
  pidfile: ""
  use-syslog: no
  do-not-query-localhost: no
  module-config: "MODULES"
LINES
stub-zone:
  name: "co.uk"
  stub-addr: 127.0.0.3@WORLD
stub-zone:
  name: "com"
  stub-addr: 127.0.0.3@WORLD
remote-control:
  control-enable: no
"""
LIE = """  local-zone: "free.co.uk" redirect
  local-data: "free.co.uk A 8.8.4.4"
  local-zone: "held.co.uk" always_nxdomain"""


@pytest.fixture
def world(server):
    """The port at which the root, the parent and the registries stand."""
    port = server("named", BIND, ["-g", "-c", "FOLDER/config"], {"root.zone": ROOT}, ".")
    server("nsd", NSD, ["-d", "-c", "FOLDER/config"], {"uk.zone": PARENT}, "uk", port, "127.0.0.2")
    files = {"co.uk.zone": REGISTRY, "com.zone": WILDCARD}
    server("knotd", KNOT, ["-c", "FOLDER/config"], files, "co.uk", port, "127.0.0.3")
    return port


@pytest.fixture
def resolver(server, world):
    """Start a resolver, with some lines of configuration of its own."""

    def start(lines="", modules="iterator"):
        config = UNBOUND.replace("LINES", lines).replace("MODULES", modules).replace("WORLD", str(world))
        return Resolver("127.0.0.1", server("unbound", config, ["-d", "-c", "FOLDER/config"], {}, "sunk.co.uk"))

    return start


@pytest.fixture
def visible(home, operation):
    """The operation with a label that allows to ask the registries themselves."""
    text = home.records.events("small")[0].body["playbook_text"].replace('pap = "GREEN"', 'pap = "CLEAR"')
    return opening.open_operation(home.records, "visible", text, "visible.toml", DAY, "local")


@pytest.fixture
def probed(home, operation, visible, forecast, world):
    """What the lake says of a day's names after a probe from the world's root, by the names' first labels."""

    def probe(names, *resolvers, registration=None, **more):
        forecast(DAY, c=names)
        of = home.lake.table("forecast", "small")
        home.lake.write("forecast", "visible", DAY, "forecast", home.lake.execute(of.drop("operation", "day")))
        wanted = Wanted(
            DAY, resolvers, rate=5_000.0, patience=(0.7, 1.4), roots=(Resolver("127.0.0.1", world),), **more
        )
        summary = Session(home, visible, wanted, "local", registration).run(lambda settled: None)
        rows = home.lake.execute(home.lake.table("probes", "visible")).to_pylist()
        return summary, {row["name"].partition(".")[0]: row for row in rows}

    return probe


def column(rows, name):
    return {label: row[name] for label, row in rows.items()}


def test_the_registries_are_found_from_the_root_and_asked_straight(probed, world):
    names = [f"{label}.co.uk" for label in ("free", "held", "safe", "served", "sunk")]
    summary, rows = probed(names, authoritative=True)
    assert column(rows, "verdict") == {
        "free": "unregistered",
        "held": "taken",
        "safe": "taken",
        "served": "sinkholed-ours",
        "sunk": "sinkholed-ours",
    }
    assert set(column(rows, "server").values()) == {f"127.0.0.3:{world}"}
    assert summary.resolver == rows["free"]["resolver"] == "authoritative"


def test_the_evidence_is_kept(probed):
    """Knot raises the serial of a zone that it signs."""
    _, rows = probed(["free.co.uk", "held.co.uk", "safe.co.uk"], authoritative=True)
    assert column(rows, "rcode") == {"free": "NXDOMAIN", "held": "NOERROR", "safe": "NOERROR"}
    assert column(rows, "dnssec") == {"free": "signed", "held": "unsigned", "safe": "signed"}
    assert (rows["free"]["mname"], rows["free"]["serial"] >= 2009040100) == ("ns.nic.co.uk", True)
    assert rows["held"]["nameservers"] == ["ns.adversary.test"]
    assert {row["ttl"] for row in rows.values()} <= {300, 4}


def test_a_wildcard_of_the_registry_counts_as_not_registered(probed):
    summary, rows = probed(["anything.com", "free.co.uk"], authoritative=True)
    assert column(rows, "verdict") == {"anything": "unregistered", "free": "unregistered"}
    assert summary.views[0].controls.wildcards == {"com": {"198.51.100.80"}}
    assert rows["anything"]["dnssec"] == "unsigned"


def test_a_registry_whose_servers_are_silent_is_unknown_and_holds_up_nobody(probed):
    _, rows = probed(["gone.net", "free.co.uk"], authoritative=True)
    assert column(rows, "verdict") == {"gone": "unknown", "free": "unregistered"}
    assert rows["gone"]["reason"] == "no name server of its suffix is known that answers"


def test_a_liar_is_named_and_does_not_outvote_the_registry(probed, resolver):
    liar, honest = resolver(LIE), resolver()
    summary, rows = probed(["free.co.uk", "held.co.uk", "served.co.uk"], liar, honest, authoritative=True)
    assert column(rows, "verdict") == {"free": "unregistered", "held": "taken", "served": "sinkholed-ours"}
    (said,) = rows["free"]["dissent"]
    assert said.startswith(f"{liar} says taken: leads to 8.8.4.4")
    assert rows["held"]["dissent"][0].startswith(f"{liar} says unknown: the answer is the resolver's own")
    differed = {seen.view: seen.differed for seen in summary.views}
    assert differed == {"authoritative": 0, str(liar): 2, str(honest): 0}


def test_of_resolvers_alone_the_worst_counts(probed, resolver):
    liar, honest = resolver(LIE), resolver()
    _, rows = probed(["free.co.uk", "sunk.co.uk"], honest, liar)
    assert column(rows, "verdict") == {"free": "taken", "sunk": "sinkholed-ours"}
    assert rows["free"]["dissent"][0].startswith(f"{honest} says unregistered")


def test_a_resolver_that_answers_every_name_of_a_suffix_is_not_taken_for_its_registry(probed, resolver):
    liar = resolver('  local-zone: "co.uk" redirect\n  local-data: "co.uk A 8.8.4.4"')
    summary, rows = probed(["free.co.uk"], liar, authoritative=True)
    assert rows["free"]["verdict"] == "unregistered"
    assert summary.views[1].controls.invented == {"8.8.4.4"}
    assert rows["free"]["dissent"][0].endswith("it answers so for names that cannot exist")


def test_a_resolver_that_validates_vouches_for_a_denial(probed, resolver, dig, world):
    keys = dig("127.0.0.3", world, "co.uk", "DNSKEY").splitlines()
    anchors = "\n".join(f'  trust-anchor: "co.uk. DNSKEY {key}"' for key in keys)
    _, rows = probed(["free.co.uk", "held.co.uk"], resolver(anchors, "validator iterator"))
    assert rows["free"]["dnssec"] == "validated"


def test_the_registration_data_of_a_taken_name_is_kept_and_no_others(probed):
    asked = []

    def registration(name):
        asked.append(name)
        return "registered 2009-03-31 by nobody known"

    _, rows = probed(["free.co.uk", "held.co.uk"], authoritative=True, registration=registration)
    assert asked == ["held.co.uk"]
    assert column(rows, "rdap") == {"free": None, "held": "registered 2009-03-31 by nobody known"}


def test_a_day_is_probed_from_the_root_again_and_again(home, probed, visible, world):
    probed(["free.co.uk"], authoritative=True)
    wanted = Wanted(DAY, authoritative=True, roots=(Resolver("127.0.0.1", world),))
    assert run(home, visible, wanted, "local").names == 1
