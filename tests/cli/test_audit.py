"""`tidegate audit`: an honest record verifies, a changed one is found, and JSON says the same as the table."""

import json
import sqlite3
from datetime import date

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.operation import opening, playbook
from tidegate.store import Draft, Home


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    parsed, text = playbook.load("mariposa")
    opening.open_operation(home.records, "mariposa", text, f"{parsed.name}.toml", date(2009, 12, 23), "local")
    home.records.append("local", [Draft("note.made", "mariposa", {"text": "begin"}), Draft("note.made", "other", {})])
    return home


def tidegate(*words, home):
    return CliRunner().invoke(build(), [*words, "--home", str(home.path)])


def test_an_honest_record_verifies_and_shows_its_head(home):
    result = tidegate("audit", "verify", "--json", home=home)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"events": 4, "head": home.records.events()[-1].hash, "flaw": "none"}


def test_a_changed_event_is_found(home):
    with sqlite3.connect(home.path / "records.sqlite") as connection:
        connection.execute("UPDATE events SET actor = 'mallory' WHERE seq = 3")
    result = tidegate("audit", "verify", home=home)
    assert isinstance(result.exception, TidegateError)
    assert "event 3 (note.made) was changed" in str(result.exception)


def test_the_log_of_one_operation_holds_only_its_events(home):
    rows = json.loads(tidegate("audit", "log", "mariposa", "--json", home=home).stdout)
    assert [row["kind"] for row in rows] == ["operation.opened", "note.made"]
    assert rows[1]["body"] == {"text": "begin"}


def test_a_long_body_is_shortened_for_people(home):
    lines = tidegate("audit", "log", home=home).stdout.splitlines()
    assert len(lines) == 1 + 4
    assert max(len(line) for line in lines) < 250


@pytest.mark.parametrize("words", [["log"], ["log", "mariposa"]])
def test_who_is_no_member_reads_no_log(home, words):
    result = tidegate("audit", *words, "--as", "stranger", home=home)
    assert isinstance(result.exception, NotAllowedError)
    assert result.stdout == ""
