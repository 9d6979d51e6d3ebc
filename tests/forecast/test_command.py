"""`tidegate forecast`, as a user types it."""

import json
import shutil
import sys

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.errors import NotAllowedError, TidegateError, UnknownNameError
from tidegate.operation.playbook import load
from tidegate.store import Home


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    for name, playbook, first in [("conficker", "conficker", "2009-03-31"), ("mariposa", "mariposa", "2009-12-01")]:
        assert run(home, "init", name, "--playbook", playbook, "--from", first).exit_code == 0
    return home


def run(home, *words):
    return CliRunner().invoke(build(), [*map(str, words), "--home", str(home.path)])


def test_names_are_reported_by_model(home):
    result = run(home, "forecast", "conficker", "--days", 2, "--json")
    assert json.loads(result.stdout) == [
        {"model": "conficker/a", "names": 500, "distinct": 500},
        {"model": "conficker/b", "names": 500, "distinct": 500},
        {"model": "conficker/c", "names": 50_000, "distinct": 49_998},
    ]
    assert result.stderr == "51,000 names (50,998 distinct), 2009-03-31 to 2009-04-01: 2 days made, 0 kept\n"


def test_names_that_nobody_can_register_are_reported_and_left_out(home, tmp_path):
    playbook = tmp_path / "bazar.toml"
    playbook.write_text(BAZAR)
    run(home, "init", "bazar", "--playbook", playbook, "--from", "2020-12-01")
    result = run(home, "forecast", "bazar", "--json")
    assert json.loads(result.stdout) == [
        {"model": "bazarbackdoor/buggy", "names": 26_250, "distinct": 26_250, "left_out": 28_875},
    ]
    assert result.stderr.endswith("left out 28,875 that are no hosts' names: nobody can register them\n")


BAZAR = """
name = "bazar"
title = "Bazar"
horizon_days = 1
[label]
tlp = "AMBER"
pap = "GREEN"
[registries]
bazar = { name = "Bazar", suffixes = ["bazaar"] }
[[models]]
family = "bazarbackdoor"
variant = "buggy"
"""


def test_horizon_and_first_day_are_the_operations_where_none_are_given(home):
    playbook, _ = load("mariposa")
    run(home, "forecast", "mariposa")
    days = home.lake.days("forecast", "mariposa")
    assert (days[0].isoformat(), len(days)) == ("2009-12-01", playbook.horizon.days)


def test_other_days_can_be_asked_for(home):
    run(home, "forecast", "conficker", "--from", "2009-03-13", "--days", 1, "--workers", 1)
    assert [str(day) for day in home.lake.days("forecast", "conficker")] == ["2009-03-13"]


def test_forecast_stands_on_the_record_where_something_was_made(home):
    for _ in range(2):
        run(home, "forecast", "conficker", "--days", 1)
    (event,) = home.records.events("conficker", {"forecast.made"})
    assert event.body == {
        "first": "2009-03-31",
        "last": "2009-03-31",
        "names": {"conficker/a": 250, "conficker/b": 250, "conficker/c": 0},
        "written": 1,
    }


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["storm"], UnknownNameError),
        (["conficker", "--days", "0"], TidegateError),
        (["conficker", "--days", "9999999"], TidegateError),
        (["conficker", "--from", "soon"], TidegateError),
        (["conficker", "--as", "nobody"], NotAllowedError),
    ],
)
def test_refused_forecast_writes_nothing(home, words, error):
    assert isinstance(run(home, "forecast", *words).exception, error)
    assert not home.lake.root.exists()
    assert home.records.events(kinds={"forecast.made"}) == []


@pytest.mark.parametrize(
    "engine", ["spark", "spark://", "spark://host", "spark://host:x", "spark://host:99999", "yarn"]
)
def test_engine_that_is_none_is_wrong_usage(home, engine):
    result = run(home, "forecast", "conficker", "--engine", engine)
    assert result.exit_code == 2
    assert "spark://HOST:PORT" in result.stderr


def test_without_pyspark_the_command_says_what_to_install(home, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    result = run(home, "forecast", "conficker", "--engine", "spark://127.0.0.1:1")
    assert "pip install 'tidegate[spark]'" in str(result.exception)
    assert not home.lake.root.exists()


def test_master_that_does_not_answer_is_named(home, monkeypatch, free_port):
    pytest.importorskip("pyspark")
    monkeypatch.setattr(shutil, "which", lambda *_, **__: "/usr/bin/java")
    url = f"spark://127.0.0.1:{free_port()}"
    result = run(home, "forecast", "conficker", "--engine", url)
    assert isinstance(result.exception, TidegateError)
    assert str(result.exception).startswith(f"{url}: no Spark master answers: ")


def test_without_java_the_command_says_what_to_install(home, monkeypatch, tmp_path):
    pytest.importorskip("pyspark")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    result = run(home, "forecast", "conficker", "--engine", "spark://127.0.0.1:1")
    assert "Java 17" in str(result.exception)
