"""Exports to look at, and the real servers that load them."""

import shutil
import socket
import subprocess
import threading
import time
from contextlib import contextmanager, suppress

import dns.exception
import dns.flags
import dns.message
import dns.query
import dns.rcode
import dns.rrset
import pysequoia
import pytest

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions.exemptions import Proposal
from tidegate.dns.export.request import Request
from tidegate.dns.export.run import export
from tidegate.dns.orders import plan

ANYWHERE = "192.0.2.80"
"""What the world's DNS answers for every name."""


@pytest.fixture
def exempt(home):
    """Exempt names: proposed and accepted."""

    def accept(*names):
        exemptions.propose(home.records, "small", [Proposal(name, (), "a site") for name in names], "anna")
        for name in names:
            exemptions.accept(home.records, "small", name, "anna")

    return accept


@pytest.fixture
def exported(home, operation, tmp_path):
    """Plan and export: `exported("nominet", "csv", send=True)` returns the export."""

    def make(registry, format, **options):
        plan.run(home.lake, home.records, operation, "local")
        return export(home, operation, Request(registry, format, **options), tmp_path / "out", "local")

    return make


@pytest.fixture(scope="session")
def secret():
    """An OpenPGP key without a passphrase, in a form that GnuPG of Debian knows."""
    return pysequoia.Tsk.generate("The group <group@example.org>", profile=pysequoia.Profile.RFC4880)


@pytest.fixture
def key(secret, tmp_path):
    """The file with the group's secret key."""
    path = tmp_path / "group.key.asc"
    path.write_text(str(secret))
    return path


@pytest.fixture
def certificate(secret, tmp_path):
    """The file with the group's certificate."""
    path = tmp_path / "group.cert.asc"
    path.write_text(str(secret.extract_certificate()))
    return path


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


@contextmanager
def _running(command, port, folder):
    """A server, once it answers on `port`; it is stopped in the end."""
    with (folder / "server.log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            for _ in range(100):
                with suppress(dns.exception.DNSException, OSError):
                    _ask(port, "is-it-up.invalid")
                    break
                assert process.poll() is None, (folder / "server.log").read_text()
                time.sleep(0.1)
            yield port
        finally:
            process.terminate()
            process.wait(10)


def _ask(port, name, type="A"):
    """The addresses that the server on `port` gives for `name`, or its response code where there is none."""
    response = dns.query.udp(dns.message.make_query(name, type), "127.0.0.1", port=port, timeout=1)
    found = [record.to_text() for rrset in response.answer for record in rrset]
    return found or dns.rcode.to_text(response.rcode())


def _program(name):
    path = shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin")
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


@pytest.fixture
def bind(tmp_path, world, free_port):
    """BIND as a resolver with a response policy zone: `with bind(file, zone) as port`."""

    @contextmanager
    def start(file, zone):
        folder = tmp_path / "bind"
        folder.mkdir()
        shutil.copy(file, folder / "policy.zone")
        port = free_port()
        (folder / "named.conf").write_text(f"""
options {{
    directory "{folder}"; pid-file none; session-keyfile none; listen-on port {port} {{ 127.0.0.1; }};
    listen-on-v6 {{ none; }}; recursion yes; allow-query {{ any; }}; dnssec-validation no;
    forwarders {{ 127.0.0.1 port {world}; }}; forward only;
    response-policy {{ zone "{zone}"; }} qname-wait-recurse no;
}};
controls {{ }};
zone "{zone}" {{ type primary; file "policy.zone"; allow-update {{ 127.0.0.1; }}; allow-transfer {{ 127.0.0.1; }}; }};
""")
        with _running([_program("named"), "-g", "-c", str(folder / "named.conf")], port, folder):
            yield port

    return start


@pytest.fixture
def unbound(tmp_path, world, free_port):
    """Unbound as a resolver with a response policy zone: `with unbound(file, zone) as port`."""

    @contextmanager
    def start(file, zone):
        folder = tmp_path / "unbound"
        folder.mkdir()
        port = free_port()
        (folder / "unbound.conf").write_text(f"""
server:
    directory: "{folder}"
    chroot: ""
    username: ""
    pidfile: ""
    use-syslog: no
    interface: 127.0.0.1
    port: {port}
    do-not-query-localhost: no
    module-config: "respip iterator"
rpz:
    name: "{zone}"
    zonefile: "{file}"
forward-zone:
    name: "."
    forward-addr: 127.0.0.1@{world}
remote-control:
    control-enable: no
""")
        with _running([_program("unbound"), "-d", "-c", str(folder / "unbound.conf")], port, folder):
            yield port

    return start


@pytest.fixture
def knot(tmp_path, free_port):
    """Knot DNS with the member zones of a catalog, which all hold the same: `with knot(catalog, content) as port`."""

    @contextmanager
    def start(catalog, content):
        folder = tmp_path / "knot"
        folder.mkdir()
        port = free_port()
        (folder / "knot.conf").write_text(f"""
server:
    listen: 127.0.0.1@{port}
    rundir: {folder}
database:
    storage: {folder}
template:
  - id: member
    file: {content}
    zonefile-sync: -1
    journal-content: none
  - id: default
    storage: {folder}
zone:
  - domain: catalog.test
    file: {catalog}
    zonefile-sync: -1
    catalog-role: interpret
    catalog-template: member
""")
        with _running([_program("knotd"), "-c", str(folder / "knot.conf")], port, folder):
            for _ in range(100):
                if _ask(port, "one.com") != "REFUSED":
                    break
                time.sleep(0.1)
            yield port

    return start


@pytest.fixture
def ask():
    """`ask(port, name, type)`: the answers of a server, or its response code where there is none."""
    return _ask


@pytest.fixture
def program():
    """The path of a peer program; the test is skipped where it is not installed."""
    return _program


@pytest.fixture
def anywhere():
    """What is answered for a name that nothing is done about."""
    return [ANYWHERE]
