"""An operation small enough to see through, in a home of its own."""

from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from tidegate.names.suffixes import suffix_of
from tidegate.operation import opening
from tidegate.store import Draft, Home

FIRST = date(2009, 4, 1)

PLAYBOOK = """
name = "small"
title = "A small botnet"
horizon_days = 30

[label]
tlp = "AMBER"
pap = "GREEN"

[[models]]
family = "conficker"
variant = "a"
population = 900_000
behaviour = { tries = "all", rounds = 8, clock = "utc" }

[[models]]
family = "conficker"
variant = "c"
population = 1_300_000
behaviour = { tries = 500, rounds = 1, clock = "local" }

[[models]]
family = "tidal"
variant = "fixed"
hosts = ["one.com"]

[[sinkholes]]
operator = "ours"
ours = true
networks = ["127.0.0.2/32", "2001:db8::2/128"]
nameservers = ["ns1.sinkhole.invalid", "ns2.sinkhole.invalid"]

[[legitimate]]
name = "jogli.com"
what = "music search site"
source = "The Register"

[registries]
gtld = { name = "Generic", suffixes = ["com", "net", "org", "info", "biz"], action = "sinkhole", lead_days = 10 }
nominet = { name = "Nominet", suffixes = ["co.uk"], action = "block" }
secret = { name = "A registry without clearance", suffixes = ["pl"], clearance = "CLEAR" }
"""


def _playbook() -> str:
    """With a last registry for all the suffixes that only variant C uses."""
    from tidegate.dga import catalogue

    used = {*catalogue.find("conficker").variant("c").suffixes}
    rest = sorted(used - {"com", "net", "org", "info", "biz", "co.uk", "pl"})
    return f"{PLAYBOOK}rest = {{ name = 'All others', suffixes = {rest} }}\n"


@pytest.fixture
def home(tmp_path):
    """An empty home whose clock stands at noon of 2009-03-20, with the member `local`, cleared for everything."""
    home = Home(tmp_path / "home", now=lambda: datetime(2009, 3, 20, 12, tzinfo=UTC))
    member = {"member": "local", "organisation": "", "subgroups": [], "clearance": "RED", "compartments": []}
    home.records.append("local", [Draft("member.added", "", member)])
    return home


@pytest.fixture
def operation(home):
    """The operation `small` from 2009-04-01, opened in `home`."""
    return opening.open_operation(home.records, "small", _playbook(), "small.toml", FIRST, "local")


@pytest.fixture
def forecast(home, operation):
    """Write a day's rendezvous to the lake: `forecast(day, c=["a.com"], a=["b.com"])`, the variants' names by day."""
    suffixes = operation.playbook.registry_of_suffix

    def write(day, **names):
        rows = [
            {
                "name": name,
                "suffix": suffix_of(name, suffixes),
                "family": "tidal" if variant == "fixed" else "conficker",
                "variant": variant,
                "config": "",
                "position": position,
            }
            for variant, listed in names.items()
            for position, name in enumerate(listed)
        ]
        home.lake.write("forecast", operation.name, day, "forecast", pa.Table.from_pylist(rows, schema=_schema()))

    return write


def _schema():
    from tidegate.store.tables import TABLES

    return TABLES["forecast"]
