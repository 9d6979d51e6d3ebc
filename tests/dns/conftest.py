"""An operation small enough to see through, in a home of its own; and servers on loopback, real ones and stand-ins."""

import contextlib
import itertools
import shutil
import socket
import subprocess
import threading
import time
from collections import Counter
from datetime import UTC, date, datetime

import dns.exception
import dns.flags
import dns.message
import dns.query
import dns.rcode
import dns.rrset
import pyarrow as pa
import pytest

from tidegate.dns.probe.resolver import Resolver
from tidegate.names.suffixes import suffix_of
from tidegate.operation import opening
from tidegate.store import Draft, Home
from tidegate.store.tables import TABLES

FIRST = date(2009, 4, 1)
ANYWHERE = "192.0.2.80"
"""What the world's DNS answers for every name."""

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


@pytest.fixture
def world():
    """A server on loopback that answers every question for an A record with one address; yields its port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=_answer, args=[server], daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.sendto(b"", server.getsockname())
        thread.join(5)


def _answer(server):
    while True:
        wire, client = server.recvfrom(4096)
        if not wire:
            return
        query = dns.message.from_wire(wire)
        response = dns.message.make_response(query)
        response.flags |= dns.flags.AA
        if query.question[0].rdtype == 1:
            response.answer.append(dns.rrset.from_text(query.question[0].name, 60, "IN", "A", ANYWHERE))
        server.sendto(response.to_wire(), client)


class Peer:
    """A running server: its `port` and its `log`; where it takes its zone from another beside it, that is `beside`."""

    def __init__(self, port, log):
        self.port, self._log, self.beside = port, log, None

    @property
    def log(self):
        return self._log.read_text()

    def ask(self, name, type="A"):
        """The addresses that it gives for `name`, or its response code where there is none."""
        return _ask(self.port, name, type)

    def until(self, name, answer, type="A"):
        """Wait until it answers so for `name`."""
        found = None
        for _ in range(200):
            with contextlib.suppress(dns.exception.DNSException, OSError):
                found = self.ask(name, type)
                if found == answer:
                    return
            time.sleep(0.05)
        raise AssertionError(f"{name} {type}: {found} after ten seconds, not {answer}\n{self.log[-3000:]}")


def _ask(port, name, type="A"):
    """The addresses that the server on `port` gives for `name`, or its response code where there is none."""
    response = dns.query.udp(dns.message.make_query(name, type), "127.0.0.1", port=port, timeout=1)
    found = [record.to_text() for rrset in response.answer for record in rrset]
    return found or dns.rcode.to_text(response.rcode())


@pytest.fixture
def ask():
    """`ask(port, name, type)`: the answers of a server, or its response code where there is none."""
    return _ask


@pytest.fixture
def running():
    """A server, once it answers; it is stopped in the end: `with running(command, port, folder) as peer`."""

    @contextlib.contextmanager
    def start(command, port, folder):
        log = folder / "server.log"
        with log.open("w") as output, subprocess.Popen(command, stdout=output, stderr=output, cwd=folder) as process:
            peer = Peer(port, log)
            try:
                for _ in range(200):
                    with contextlib.suppress(dns.exception.DNSException, OSError):
                        peer.ask("is-it-up.invalid")
                        break
                    assert process.poll() is None, peer.log
                    time.sleep(0.05)
                yield peer
            finally:
                process.terminate()
                process.wait(10)

    return start


@pytest.fixture
def program():
    """The path of a peer program; the test is skipped where it is not installed."""

    def find(name):
        path = shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin")
        if path is None:
            pytest.skip(f"{name} is not installed")
        return path

    return find


@pytest.fixture
def anywhere():
    """What is answered for a name that nothing is done about."""
    return [ANYWHERE]
