"""`tidegate audit`: an honest record verifies, a changed one is found, and JSON says the same as the table."""

import json
import sqlite3

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.errors import TidegateError
from tidegate.store import Draft, Home


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    home.records.append("anna", [Draft("note.made", "conficker", {"text": "begin"}), Draft("note.made", "other", {})])
    return home


def tidegate(*words, home):
    return CliRunner().invoke(build(), [*words, "--home", str(home.path)])


def test_an_honest_record_verifies_and_shows_its_head(home):
    result = tidegate("audit", "verify", "--json", home=home)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"events": 2, "head": home.records.events()[-1].hash, "flaw": "none"}


def test_a_changed_event_is_found(home):
    with sqlite3.connect(home.path / "records.sqlite") as connection:
        connection.execute("UPDATE events SET actor = 'mallory' WHERE seq = 2")
    result = tidegate("audit", "verify", home=home)
    assert isinstance(result.exception, TidegateError)
    assert "event 2 (note.made) was changed" in str(result.exception)


def test_the_log_of_one_operation_holds_only_its_events(home):
    rows = json.loads(tidegate("audit", "log", "conficker", "--json", home=home).stdout)
    assert [(row["seq"], row["body"]) for row in rows] == [(1, {"text": "begin"})]
