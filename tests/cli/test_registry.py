"""`tidegate registry`: who runs what, for an operation or for anybody, and what the group learned of them."""

import json
from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.errors import NotAllowedError, TidegateError, UnknownNameError
from tidegate.operation.clearance import joining
from tidegate.operation.opening import open_operation
from tidegate.operation.playbook import load
from tidegate.policy import TLP
from tidegate.store import Home

SAID = '[registries.nominet]\ncontact = "desk@nominet.example"\ncan = ["sinkhole", "hold"]\n'


@pytest.fixture
def home(tmp_path):
    """An operation with `local` and gina, who is cleared to less than the operation's label."""
    home = Home(tmp_path / "home", now=lambda: datetime(2009, 3, 10, 12, tzinfo=UTC))
    open_operation(home.records, "conficker", load("conficker")[1], "conficker.toml", date(2009, 3, 1), "local")
    home.records.append("local", [joining("gina", "CERT", TLP.GREEN)])
    return home


@pytest.fixture
def registry(home):
    def run(*words):
        return CliRunner(env={"COLUMNS": "200"}).invoke(build(), ["registry", *words, "--home", str(home.path)])

    return run


@pytest.fixture
def said(tmp_path):
    file = tmp_path / "said.toml"
    file.write_text(SAID)
    return file


def told(result):
    assert result.exit_code == 0, result.exception
    return json.loads(result.stdout)


def test_an_operation_s_registries_are_listed_in_the_playbook_s_order(registry):
    rows = told(registry("list", "conficker", "--json"))
    assert [row["registry"] for row in rows] == [one.id for one in load("conficker")[0].registries]
    assert rows[0]["suffixes"] == ["com", "net"]
    assert "nominet" in registry("list", "conficker").stdout


def test_without_an_operation_everybody_in_the_directory_is_listed(registry):
    rows = told(registry("list", "--json"))
    assert {"verisign", "nominet", "de"} <= {row["registry"] for row in rows}
    assert len(rows) > 1000


def test_a_registry_is_shown_by_id_by_suffix_and_by_name(registry):
    by_id, by_suffix, by_name = (
        told(registry("show", "conficker", meant, "--json")) for meant in ("nominet", "co.uk", "gzyh.co.uk")
    )
    assert by_id == by_suffix
    assert by_id["rdap"] == "https://rdap.nominet.uk/uk/"
    assert (by_suffix["asked_for"], by_name["asked_for"]) == ("names below it, never itself", "this name")
    assert by_name["action"] == "sinkhole"


def test_the_directory_is_asked_without_an_operation(registry):
    host = told(registry("show", "-", "bfisback.no-ip.org", "--json"))
    assert (host["name"], host["suffix"]) == ("No-IP.com", "no-ip.org")
    assert host["kind"] == "operator of zones: asked for single hosts"


def test_an_amendment_says_what_changed_and_is_shown_from_then_on(registry, said):
    rows = told(registry("amend", "conficker", str(said), "--json"))
    assert [(row["key"], row["after"]) for row in rows] == [
        ("contact", "desk@nominet.example"),
        ("can", ["sinkhole", "hold"]),
    ]
    shown = told(registry("show", "conficker", "nominet", "--json"))
    assert shown["can"] == ["sinkhole", "hold"]
    assert shown["amended"][0].endswith(f" by local: can, contact ({said})")
    assert told(registry("show", "-", "nominet", "--json"))["contact"].startswith("https://www.iana.org/")


def test_a_wrong_amendment_is_refused_and_nothing_is_recorded(registry, said, home):
    said.write_text('[registries.nominet]\ncontact = "x"\ncan = ["seize"]\n')
    before = home.records.newest()
    result = registry("amend", "conficker", str(said))
    assert isinstance(result.exception, TidegateError)
    assert str(result.exception).startswith(f'{said}:3: registries.nominet.can: "seize" is not an action; the actions')
    assert home.records.newest() == before


def test_a_file_that_is_missing_is_refused_by_name(registry, tmp_path):
    assert "none.toml: No such file" in str(registry("amend", "conficker", str(tmp_path / "none.toml")).exception)


def test_who_may_not_read_the_operation_learns_nothing_of_its_registries(registry, said):
    for words in (["list", "conficker"], ["show", "conficker", "nominet"], ["amend", "conficker", str(said)]):
        result = registry(*words, "--as", "gina")
        assert isinstance(result.exception, NotAllowedError)
        assert "Nominet" not in result.output
    assert told(registry("show", "-", "nominet", "--as", "gina", "--json"))["name"] == "Nominet UK"


def test_what_is_nobody_s_is_refused(registry):
    assert "'verisgn' is neither a registry nor a suffix" in str(registry("show", "conficker", "verisgn").exception)
    assert isinstance(registry("show", "nothing", "com").exception, UnknownNameError)
