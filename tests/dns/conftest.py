"""An operation small enough to see through, in a home of its own."""

import contextlib
import itertools
import socket
import threading
from collections import Counter
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from tidegate.dns.probe.resolver import Resolver
from tidegate.names.suffixes import suffix_of
from tidegate.operation import opening
from tidegate.store import Draft, Home
from tidegate.store.tables import TABLES

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


def _home(path):
    home = Home(path, now=lambda: datetime(2009, 3, 20, 12, tzinfo=UTC))
    member = {"member": "local", "organisation": "", "subgroups": [], "clearance": "RED", "compartments": []}
    home.records.append("local", [Draft("member.added", "", member)])
    return home


def _open(home):
    return opening.open_operation(home.records, "small", _playbook(), "small.toml", FIRST, "local")


def _forecast(home, operation):
    suffixes = operation.playbook.registry_of_suffix

    def write(day, **names):
        rows = [
            {
                "name": name,
                "suffix": suffix_of(name, suffixes),
                "family": "tidal" if variant == "fixed" else "conficker",
                "variant": variant,
                "config": "",
                "position": listed.index(name),
                "times": times if times > 1 else None,
            }
            for variant, listed in names.items()
            for name, times in Counter(listed).items()
        ]
        table = pa.Table.from_pylist(rows, schema=TABLES["forecast"])
        home.lake.write("forecast", operation.name, day, "forecast", table)

    return write


@pytest.fixture
def home(tmp_path):
    """An empty home whose clock stands at noon of 2009-03-20, with the member `local`, cleared for everything."""
    return _home(tmp_path / "home")


@pytest.fixture
def operation(home):
    """The operation `small` from 2009-04-01, opened in `home`."""
    return _open(home)


@pytest.fixture
def forecast(home, operation):
    """Write a day's rendezvous to the lake: `forecast(day, c=["a.com"], a=["b.com"])`, the variants' names by day."""
    return _forecast(home, operation)


@pytest.fixture
def fresh(tmp_path):
    """`fresh()`: a home, its operation, its `forecast` and a folder for exports, new at each call."""
    count = itertools.count()

    def make():
        path = tmp_path / str(next(count))
        home = _home(path / "home")
        operation = _open(home)
        return home, operation, _forecast(home, operation), path / "out"

    return make


class StandIn:
    """A name server on loopback that answers as it is told: `udp` and `tcp` make the messages for a query, in order.

    `elsewhere` makes messages that are sent from another port, as a forger would.
    """

    def __init__(self, udp, tcp=None, elsewhere=None):
        self._udp, self._tcp, self._elsewhere = udp, tcp, elsewhere
        self.asked = []
        while True:
            self._datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self._datagrams.bind(("127.0.0.1", 0))
            self.port = self._datagrams.getsockname()[1]
            self._stream = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            try:
                self._stream.bind(("127.0.0.1", self.port))
                break
            except OSError:
                self.close()
        self._stream.listen()
        for serve in (self._serve_datagrams, self._serve_streams):
            threading.Thread(target=serve, daemon=True).start()

    @property
    def resolver(self):
        return Resolver("127.0.0.1", self.port)

    def close(self):
        for opened in (self._datagrams, self._stream):
            with contextlib.suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)
            opened.close()

    def _serve_datagrams(self):
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as forger:
            while True:
                query, client = self._datagrams.recvfrom(4096)
                if not client:  # closed
                    return
                self.asked.append(query)
                for message in self._elsewhere(query) if self._elsewhere else ():
                    forger.sendto(message, client)
                for message in self._udp(query):
                    self._datagrams.sendto(message, client)

    def _serve_streams(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._stream.accept()
                with client:
                    length = int.from_bytes(client.recv(2), "big")
                    query = client.recv(length)
                    for message in self._tcp(query) if self._tcp else ():
                        client.sendall(len(message).to_bytes(2, "big") + message)


@pytest.fixture
def stand_in():
    """Start a `StandIn` with the given behaviour."""
    started = []

    def start(udp, tcp=None, elsewhere=None):
        started.append(StandIn(udp, tcp, elsewhere))
        return started[-1]

    yield start
    for server in started:
        server.close()
