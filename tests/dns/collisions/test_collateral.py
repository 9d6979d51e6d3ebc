"""Who gets how many requests an hour, and the letter that says so."""

import json
from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.dns.collisions import finding
from tidegate.dns.collisions.collateral import Load, loads
from tidegate.dns.collisions.judging import judgements
from tidegate.dns.collisions.warning import letter
from tidegate.policy import TLP, Label

DAY = date(2009, 4, 1)


def found(home, operation):
    rows = finding.rows(home.lake, "small")
    return loads(rows, judgements(home, operation), operation.playbook.models)


def test_bots_that_go_by_utc_spread_over_the_day(home, operation, forecast):
    forecast(DAY, a=["jogli.com", "free.com"])
    finding.find(home.lake, operation)
    [load] = found(home, operation)
    assert (load.begins, load.ends) == (datetime(2009, 4, 1, tzinfo=UTC), datetime(2009, 4, 2, tzinfo=UTC))
    assert (load.requests, load.mean, load.most) == (900_000 * 8, 300_000, 300_000)


def test_bots_that_go_by_their_own_clock_come_from_the_first_midnight_to_the_last(home, operation, forecast):
    forecast(DAY, c=["jogli.com"])
    finding.find(home.lake, operation)
    [load] = found(home, operation)
    assert (load.begins, load.ends) == (datetime(2009, 3, 31, 10, tzinfo=UTC), datetime(2009, 4, 2, 12, tzinfo=UTC))
    assert (load.mean, load.most) == (13_000 / 50, 13_000 / 24)


def test_two_models_add_up_and_two_pieces_of_evidence_do_not(home, operation, forecast, tmp_path):
    forecast(DAY, a=["jogli.com"], c=["jogli.com"])
    (tmp_path / "top.csv").write_text("1,jogli.com\n")
    finding.find(home.lake, operation, [tmp_path / "top.csv"])
    [load] = found(home, operation)
    assert load.models == ("conficker/a", "conficker/c")
    assert load.requests == 900_000 * 8 + 13_000


def test_an_unknown_population_gives_an_unknown_load(home, operation, forecast):
    forecast(DAY, fixed=["jogli.com"])
    finding.find(home.lake, operation)
    [load] = found(home, operation)
    assert (load.requests, load.mean, load.most) == (None, None, None)


def test_a_letter_holds_the_owners_name_and_days_and_nothing_of_the_operation():
    begins, ends = datetime(2009, 3, 13, tzinfo=UTC), datetime(2009, 3, 14, tzinfo=UTC)
    load = Load("wnsux.com", date(2009, 3, 13), ("conficker/b",), begins, ends, 15_600_000.0, 650_000.0, 650_000.0)
    text = letter("wnsux.com", [load], Label(TLP.AMBER), "The working group", "desk@group.example", date(2009, 3, 2))
    assert text.startswith("TLP:AMBER\n\nDear owner of wnsux.com,\n")
    assert "  2009-03-13: from 2009-03-13 00:00 to 2009-03-14 00:00 UTC\n    about 15,600,000 requests in all" in text
    assert "desk@group.example" in text
    assert "conficker" not in text.lower()
    assert max(map(len, text.splitlines())) <= 120


@pytest.fixture
def tidegate(home, operation):
    return lambda *words: CliRunner().invoke(
        build(), ["collateral", "small", *map(str, words), "--home", str(home.path)]
    )


def test_the_command_tells_the_loads_and_writes_a_letter_to_each_owner(home, operation, forecast, tidegate, tmp_path):
    forecast(DAY, a=["jogli.com"])
    forecast(date(2009, 4, 2), a=["jogli.com"])
    finding.find(home.lake, operation)
    result = tidegate("--letters", tmp_path / "out", "--contact", "desk@group.example", "--json")
    assert [(row["name"], row["day"], row["most_an_hour"]) for row in json.loads(result.stdout)] == [
        ("jogli.com", "2009-04-01", 300_000),
        ("jogli.com", "2009-04-02", 300_000),
    ]
    [path] = (tmp_path / "out").iterdir()
    assert path.name == "jogli.com.txt"
    assert path.read_text().count(" UTC\n") == 2
    only = tidegate("--from", "2009-04-02", "--to", "2009-04-02", "--json")
    assert [row["day"] for row in json.loads(only.stdout)] == ["2009-04-02"]


def test_letters_need_an_address_to_write_to(tidegate, tmp_path):
    assert tidegate("--letters", tmp_path / "out").exit_code == 2
    assert not (tmp_path / "out").exists()
