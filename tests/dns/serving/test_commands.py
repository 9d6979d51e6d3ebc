"""The commands of the service, as they are typed."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.policy import TLP


@pytest.fixture
def tidegate(home, operation):
    """Run `tidegate resolvers ...`."""

    def run(*words):
        return CliRunner().invoke(build(), ["resolvers", *map(str, words), "--home", str(home.path)])

    return run


@pytest.fixture
def one(tidegate):
    """The resolver `one`, added."""
    return answer(tidegate("add", "one", "--owner", "local", "--notify", "192.0.2.7@5353", "--json"))


def answer(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_resolver_is_added_listed_and_removed(tidegate, one):
    assert (one["resolver"], one["notify"], one["sources"]) == ("one", "192.0.2.7@5353", ["192.0.2.7/32"])
    assert [row["key"] for row in answer(tidegate("list", "--json"))] == [one["key"]]
    assert tidegate("remove", "one").exit_code == 0
    assert answer(tidegate("list", "--json")) == []


@pytest.mark.parametrize(
    ("server", "line"),
    [
        ("bind", "primaries { 192.0.2.1 port 53 key tidegate-one; };"),
        ("knot", "address: 192.0.2.1@53"),
        ("unbound", 'module-config: "respip validator iterator"'),
    ],
)
def test_the_snippet_names_zone_and_primary_and_shows_no_secret(tidegate, one, tmp_path, server, line):
    file = tmp_path / "tidegate.key"
    words = ("snippet", "small", "one", "--for", server, "--primary", "192.0.2.1")
    printed = tidegate(*words, "--key", file)
    assert printed.exit_code == 0, printed.output
    assert line in printed.stdout
    assert "small-all.rpz" in printed.stdout
    assert file.stat().st_mode & 0o777 == 0o600
    secret = next(word for word in file.read_text().split() if len(word.strip('";')) == 44).strip('";')
    assert secret not in printed.stdout
    assert isinstance(tidegate(*words, "--key", file).exception, TidegateError)


def test_a_server_that_cannot_take_a_catalog_is_told_so_and_no_key_is_written(tidegate, tmp_path):
    tidegate("add", "sink", "--owner", "local", "--notify", "192.0.2.7", "--takes", "catalog")
    words = ("snippet", "small", "sink", "--for", "bind", "--primary", "192.0.2.1", "--key", tmp_path / "key")
    assert "bind cannot take a zone of the kind catalog" in str(tidegate(*words).exception)
    assert not (tmp_path / "key").exists()


def test_the_snippet_of_a_resolver_that_may_not_have_the_zone_is_refused(tidegate, joins):
    joins("anna", TLP.GREEN)
    tidegate("add", "one", "--owner", "anna", "--notify", "192.0.2.7")
    result = tidegate("snippet", "small", "one", "--for", "bind", "--primary", "192.0.2.1")
    assert isinstance(result.exception, NotAllowedError)


def test_who_may_not_have_the_operation_cannot_serve_it_or_read_its_standing(tidegate, joins):
    joins("anna", TLP.GREEN)
    for words in (("serve", "small", "--listen", "127.0.0.1@1"), ("status", "small")):
        assert isinstance(tidegate(*words, "--as", "anna").exception, NotAllowedError)


def test_without_knot_it_says_what_to_install(tidegate, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda *words, **options: None)
    result = tidegate("serve", "small", "--listen", "127.0.0.1@5353")
    assert "knotd is not installed" in str(result.exception)
    assert "Debian: knot" in str(result.exception)


@pytest.mark.peer
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_serving_ends_with_the_command_however_that_ends(home, operation, one, program, free_port, ending):
    program("knotd")
    port = free_port()
    words = ["resolvers", "serve", "small", "--listen", f"127.0.0.1@{port}", "--home", str(home.path)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "tidegate", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as serving:
        assert "names" in serving.stdout.readline()
        [child] = _children(serving.pid)
        serving.send_signal(ending)
        serving.wait(20)
    for _ in range(100):
        if not _alive(child):
            break
        time.sleep(0.1)
    assert not _alive(child)
    assert serving.returncode == (0 if ending == signal.SIGTERM else -ending)


@pytest.mark.peer
def test_what_was_served_to_whom_stands_in_the_status(tidegate, forecast, planned, one, primary, exempt):
    from tidegate.dns.serving.service import Published

    forecast(date(2009, 4, 1), c=["two.co.uk"])
    planned()
    with primary() as serving:
        serving.until(Published)
        exempt("two.co.uk")
        serving.until(Published)
    [row] = answer(tidegate("status", "small", "--json"))
    assert (row["resolver"], row["may_have_it"], row["serial"], row["behind"]) == ("one", True, None, 2)
    [released] = answer(tidegate("status", "small", "--released", "--json"))
    assert (released["name"], released["resolver"], released["confirmed_at"]) == ("two.co.uk", "one", None)


def _children(process):
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _alive(process):
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
