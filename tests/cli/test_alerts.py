"""`tidegate alerts`: the newest first, with the evidence, for those who are cleared."""

import json
from dataclasses import replace
from datetime import date

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.errors import NotAllowedError, UnknownNameError
from tidegate.operation import clearance
from tidegate.operation.alerts import Finding, record
from tidegate.operation.opening import open_operation
from tidegate.operation.playbook import load
from tidegate.policy import TLP
from tidegate.store import Home

GAP = Finding("gap-taken", date(2009, 4, 1), "oubezepg.com.mx", "taken by somebody else", "192.0.2.7 at 10:00 UTC")


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    open_operation(home.records, "conficker", load("conficker")[1], "conficker.toml", date(2009, 3, 1), "local")
    return home


def alerts(home, *words):
    return CliRunner(env={"COLUMNS": "200"}).invoke(build(), ["alerts", *words, "--home", str(home.path)])


def test_an_alert_is_shown_with_its_evidence(home):
    record(home.records, "conficker", [GAP], "local")
    (row,) = json.loads(alerts(home, "conficker", "--json").stdout)
    assert (row["subject"], row["evidence"], row["day"]) == (GAP.subject, GAP.evidence, "2009-04-01")
    assert GAP.subject in alerts(home, "conficker").stdout


def test_nothing_to_tell_is_said_so(home):
    assert "nothing" in alerts(home, "conficker").stdout
    assert json.loads(alerts(home, "conficker", "--json").stdout) == []


def test_whoever_is_not_cleared_is_told_nothing(home):
    record(home.records, "conficker", [GAP], "local")
    result = alerts(home, "conficker", "--as", "eve")
    assert isinstance(result.exception, NotAllowedError)
    assert GAP.subject not in result.output + str(result.exception)


def test_an_open_name_is_for_fewer_eyes_than_that_there_is_an_alert(home):
    home.records.append("local", [clearance.joining("anna", "an organisation", TLP.AMBER)])
    record(home.records, "conficker", [replace(GAP, tlp=TLP.AMBER_STRICT)], "local")
    result = alerts(home, "conficker", "--as", "anna")
    assert result.exit_code == 0
    assert GAP.subject not in result.output
    assert "1 alert more" in result.stderr
    assert GAP.subject in alerts(home, "conficker").stdout


def test_an_unknown_operation_lists_those_there_are(home):
    assert isinstance(alerts(home, "zeus").exception, UnknownNameError)
