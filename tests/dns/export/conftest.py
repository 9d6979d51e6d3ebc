"""Exports to look at, and the real servers that load them."""

import shutil
import time
from contextlib import contextmanager

import pysequoia
import pytest

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions.exemptions import Proposal
from tidegate.dns.export.request import Request
from tidegate.dns.export.run import export
from tidegate.dns.orders import plan


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
def bind(tmp_path, world, free_port, program, running):
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
        with running([program("named"), "-g", "-c", str(folder / "named.conf")], port, folder):
            yield port

    return start


@pytest.fixture
def unbound(tmp_path, world, free_port, program, running):
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
        with running([program("unbound"), "-d", "-c", str(folder / "unbound.conf")], port, folder):
            yield port

    return start


@pytest.fixture
def knot(tmp_path, free_port, program, running):
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
        with running([program("knotd"), "-c", str(folder / "knot.conf")], port, folder) as peer:
            for _ in range(100):
                if peer.ask("one.com") != "REFUSED":
                    break
                time.sleep(0.1)
            yield port

    return start
