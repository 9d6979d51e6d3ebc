"""The lines for a sinkhole's name server: BIND, NSD and Knot serve exactly the names that they were given."""

import subprocess
import time
from contextlib import contextmanager, suppress
from datetime import date
from tempfile import TemporaryDirectory

import dns.exception
import dns.message
import dns.query
import dns.rcode
import pytest

DAY = date(2009, 4, 1)

NAMED = """
options {{
    directory "{folder}"; pid-file none; session-keyfile none; listen-on port {port} {{ 127.0.0.1; }};
    listen-on-v6 {{ none; }}; recursion no;
}};
controls {{ }};
include "small-gtld.named.conf";
"""
NSD = """
server:
    ip-address: 127.0.0.1@{port}
    username: ""
    zonesdir: "{folder}"
    database: ""
    pidfile: "{folder}/nsd.pid"
    xfrdfile: "{folder}/xfrd.state"
    zonelistfile: "{folder}/zone.list"
remote-control:
    control-enable: no
include: "{folder}/small-gtld.nsd.conf"
"""
KNOT = """
server:
    listen: 127.0.0.1@{port}
    rundir: {short}
database:
    storage: {folder}
include: small-gtld.knot.conf
"""
SERVERS = {"named": (NAMED, ["-g", "-c"]), "nsd": (NSD, ["-d", "-c"]), "knotd": (KNOT, ["-c"])}


@contextmanager
def running(command, folder):
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            yield
        finally:
            process.terminate()
            process.wait(10)


def answer(port, name, type):
    response = dns.query.udp(dns.message.make_query(name, type), "127.0.0.1", port=port, timeout=1)
    found = [record.to_text() for rrset in response.answer for record in rrset]
    return found or dns.rcode.to_text(response.rcode())


def until(port, name, type, wanted):
    for _ in range(100):
        with suppress(dns.exception.DNSException, OSError):
            if answer(port, name, type) == wanted:
                return True
        time.sleep(0.1)
    return False


@pytest.fixture
def short():
    """A folder whose path leaves room for a socket's name in the hundred bytes that a socket's path may have."""
    with TemporaryDirectory() as folder:
        yield folder


@pytest.mark.peer
@pytest.mark.parametrize("server", SERVERS)
def test_a_server_with_these_lines_answers_for_its_names_and_for_no_other(
    forecast, exported, exempt, program, free_port, server, short
):
    forecast(DAY, a=["one.com", "two.net", "site.com"])
    exempt("site.com")
    folder = exported("gtld", "zone").folder
    text, options = SERVERS[server]
    port = free_port()
    (folder / "server.conf").write_text(text.format(folder=folder, port=port, short=short))
    lines = folder / "small-gtld.knot.conf"  # Knot looks for files in its storage: here, that is this folder
    lines.write_text(lines.read_text().replace('file: "', f'file: "{folder}/'))
    with running([program(server), *options, str(folder / "server.conf")], folder):
        assert until(port, "one.com", "A", ["127.0.0.2"]), (folder / "server.log").read_text()
        assert answer(port, "deep.below.two.net", "AAAA") == ["2001:db8::2"]
        assert sorted(answer(port, "two.net", "NS")) == ["ns1.sinkhole.invalid.", "ns2.sinkhole.invalid."]
        assert answer(port, "site.com", "A") == "REFUSED"
        assert answer(port, "com", "SOA") == "REFUSED"
