"""The whole story with few bots and few days: every promise holds, and what it leaves behind can be looked at."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.drill import run, truth
from tidegate.drill.promises import Promise
from tidegate.drill.reckoning import reckon
from tidegate.store import Home

OPTIONS = ("--bots", "300", "--days", "8", "--json")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("drill") / "home"


@pytest.fixture(scope="module")
def drilled(home):
    result = CliRunner().invoke(build(), ["drill", "conficker", "--home", str(home), *OPTIONS])
    assert result.exception is None, result.exception
    return json.loads(result.stdout)


def test_every_promise_holds(drilled):
    assert [promise["text"] for promise in drilled["promises"] if not promise["held"]] == []
    assert len(drilled["promises"]) >= 18


def test_the_figures_are_those_of_the_story(drilled):
    assert drilled["names_forecast"] == {
        "all": 204_000,
        "conficker/a": 2_000,
        "conficker/b": 2_000,
        "conficker/c": 200_000,
    }
    assert drilled["collisions"]["legitimate_sites"] == ["praat.org"]
    assert drilled["sightings"]["lost"] == 0
    assert drilled["sightings"]["journaled"] == drilled["sightings"]["sent"] > 500
    eve = drilled["coverage_2009-04-01"]
    assert eve["verified"] < eve["claimed"] < eve["names"]
    assert drilled["adversary"]["found"] == [drilled["adversary"]["name"]]
    assert drilled["census"]["footprint_addresses"] > drilled["census"]["machines_heard"]  # DHCP


def test_the_truth_is_kept_apart_from_what_the_platform_reads(drilled, home):
    tables = {path.name for path in (home / "lake").iterdir() if not path.name.startswith(".")}
    assert tables == {"collisions", "forecast", "probes", "sightings"}
    assert (home / "drill" / "truth.parquet").exists()


def test_one_sighting_that_went_missing_would_break_a_promise(drilled, home):
    deeds = truth.read(home / "drill" / "truth.parquet")
    lake = Home(home).lake
    sightings = lake.execute(lake.table("sightings", "conficker"))
    begins = datetime(2009, 3, 28)
    assert reckon(deeds, sightings, begins).lost == 0
    assert reckon(deeds, sightings.slice(1), begins).lost == 1


def test_a_finished_drill_is_an_operation_like_any_other(drilled, home):
    def tidegate(*words):
        result = CliRunner().invoke(build(), [*words, "--home", str(home), "--json"])
        assert result.exception is None, result.exception
        return json.loads(result.stdout)

    assert tidegate("audit", "verify")["flaw"] == "none"
    assert drilled["adversary"]["name"] in {alert["subject"] for alert in tidegate("alerts", "conficker")}
    assert {order["state"] for order in tidegate("orders", "conficker")} >= {"acted", "refused", "sent"}
    for paper in [*drilled["briefings"], drilled["review"]]:
        assert Path(paper).read_text().startswith("<!doctype html>")


def test_a_broken_promise_fails_the_drill_and_is_named(home, monkeypatch, tmp_path):
    broken = Promise("every answered request is journaled", "1, expected 0", False)
    outcome = run.Outcome(home, {}, [broken], {}, 1.0)
    monkeypatch.setattr(run, "run", lambda *_, **__: outcome)
    result = CliRunner().invoke(build(), ["drill", "conficker", "--home", str(tmp_path), "--json"])
    assert "every answered request is journaled (1, expected 0)" in str(result.exception)
