"""Logs as real resolvers write them: each is asked for names, and its own log gives them back."""

import os
import shutil
import subprocess
import time
from contextlib import suppress

import dns.exception
import dns.message
import dns.query
import pytest

from tidegate.identify.readers import Tally, read

pytestmark = pytest.mark.peer

NAMES = ["oubezepg.com.mx", "a_b.example", "xn--bcher-kva.example"]
BIND = """
options {{
  directory "{folder}"; pid-file "{folder}/pid"; session-keyfile "{folder}/key";
  listen-on port {port} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }};
  recursion no; dnssec-validation no;
  dnstap {{ all query; }}; dnstap-output file "{folder}/tap";
}};
controls {{ }};
logging {{
  channel queries {{ file "{folder}/queries"; print-time yes; print-category yes; print-severity yes; }};
  category queries {{ queries; }};
}};
"""
UNBOUND = """
server:
  interface: 127.0.0.1@{port}
  do-daemonize: no
  username: ""
  chroot: ""
  directory: "{folder}"
  pidfile: "{folder}/pid"
  use-syslog: no
  logfile: "{folder}/queries"
  log-queries: yes
  {replies}
  local-zone: "." refuse
"""


def run(program, options, text, folder, port):
    """Start the server, ask it for NAMES, stop it."""
    found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if not found:
        pytest.skip(f"needs {program}")
    (folder / "conf").write_text(text)
    with (folder / "out").open("w") as out:
        server = subprocess.Popen([found, *options, "-c", str(folder / "conf")], stdout=out, stderr=out)
    try:
        ask("ready.example", port, tries=50)
        for name in NAMES:
            ask(name.upper(), port)
    finally:
        server.terminate()
        server.wait(10)


def ask(name, port, tries=5):
    for _ in range(tries):
        with suppress(OSError, dns.exception.Timeout):
            return dns.query.udp(dns.message.make_query(name, "A"), "127.0.0.1", 1, port=port)
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def names_in(log):
    tally = Tally()
    with log.open("rb") as stream:
        names = [name for batch in read(stream, tally=tally) for name in batch.to_pylist()]
    return [name for name in dict.fromkeys(names) if name != "ready.example"], tally


def test_bind_tells_its_queries_as_text_and_as_dnstap(tmp_path, free_port):
    port = free_port()
    run("named", ["-f"], BIND.format(folder=tmp_path, port=port), tmp_path, port)
    for log in ("queries", "tap"):
        names, tally = names_in(tmp_path / log)
        assert sorted(names) == sorted(NAMES)  # BIND's threads write in their own order
        assert not tally.skipped


@pytest.mark.parametrize("replies", ["", "log-replies: yes", "log-replies: yes\n  log-tag-queryreply: yes"])
def test_unbound_tells_its_queries(tmp_path, free_port, replies):
    port = free_port()
    run("unbound", ["-d"], UNBOUND.format(folder=tmp_path, port=port, replies=replies), tmp_path, port)
    names, tally = names_in(tmp_path / "queries")
    assert names == NAMES
    assert set(tally.skipped) <= {"the line is no query"}
