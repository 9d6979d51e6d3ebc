"""The commands of this room, as they are typed: collisions, exempt, plan, orders, export."""

import json
from datetime import date
from pathlib import Path

import pysequoia
import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.store import Draft

DAY = date(2009, 4, 1)


@pytest.fixture
def tidegate(home, operation):
    """Run a command on the operation `small`."""

    def run(command, *words):
        return CliRunner().invoke(build(), [command, "small", *map(str, words), "--home", str(home.path)])

    return run


def answer(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_from_collisions_to_a_list_that_leaves_the_site_alone(tidegate, forecast, tmp_path):
    forecast(DAY, a=["jogli.com", "wnsux.com", "qwzxv.com"])
    (tmp_path / "top.csv").write_text("1,wnsux.com\nno domain at all\n")
    found = tidegate("collisions", "--popular", tmp_path / "top.csv", "--json")
    assert [(row["name"], row["kind"], row["exemption"]) for row in answer(found)] == [
        ("jogli.com", "legitimate", "proposed"),
        ("wnsux.com", "popular", "proposed"),
    ]
    assert "left out: top.csv:2: 'no domain at all'" in found.stderr
    assert "2 collisions: 1 legitimate, 1 popular; 2 names newly proposed" in found.stderr

    assert answer(tidegate("exempt", "accept", "jogli.com", "--json"))["state"] == "accepted"
    assert (
        answer(tidegate("exempt", "reject", "wnsux.com", "--reason", "a parked page", "--json"))["decided_by"]
        == "local"
    )
    assert [row["name"] for row in answer(tidegate("exempt", "--state", "accepted", "--json"))] == ["jogli.com"]

    [order] = answer(tidegate("plan", "--json"))
    assert (order["order"], order["names"], order["send_by"]) == ("gtld-2009-04-01", 2, "2009-03-21")
    assert answer(tidegate("plan", "--json")) == []

    made = answer(
        tidegate("export", "--registry", "gtld", "--format", "csv", "-o", tmp_path / "out", "--send", "--json")
    )
    lines = (Path(made["folder"]) / "small-gtld.csv").read_text().splitlines()
    assert [line.split(",")[1] for line in lines] == ["domain", "qwzxv.com", "wnsux.com"]

    assert [row["state"] for row in answer(tidegate("orders", "--json"))] == ["sent"]
    history = answer(tidegate("orders", "gtld-2009-04-01", "done", "--note", "thanks", "--json"))
    assert [(step["state"], step["note"]) for step in history["history"]][-1] == ("acted", "thanks")
    assert answer(tidegate("orders", "--state", "drafted", "--json")) == []
    assert answer(tidegate("orders", "--registry", "nominet", "--json")) == []


def test_a_name_can_be_proposed_by_hand_and_brings_its_days(tidegate, forecast):
    forecast(DAY, a=["site.com"])
    proposed = answer(tidegate("exempt", "propose", "Site.com.", "--reason", "our customer", "--json"))
    assert (proposed["name"], proposed["days"], proposed["reasons"]) == ("site.com", ["2009-04-01"], ["our customer"])


def test_every_registry_gets_its_list_but_those_that_may_not(tidegate, forecast, tmp_path):
    forecast(DAY, a=["one.com"], c=["two.co.uk", "three.pl"])
    tidegate("plan")
    result = tidegate("export", "--registry", "each", "--format", "csv", "-o", tmp_path, "--json")
    assert [(row["registry"], row["names"]) for row in answer(result)] == [("gtld", 1), ("nominet", 1)]
    assert "left out: secret is not cleared for TLP:AMBER" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["collisions"],
        ["exempt"],
        ["exempt", "accept", "jogli.com"],
        ["plan"],
        ["orders"],
        ["export", "--registry", "gtld", "--format", "csv", "-o", "out"],
    ],
)
def test_nobody_reads_or_decides_above_their_clearance(home, tidegate, forecast, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    forecast(DAY, a=["jogli.com"])
    tidegate("collisions")
    tidegate("plan")
    before = home.records.newest()
    guest = {"member": "guest", "organisation": "", "subgroups": [], "clearance": "GREEN", "compartments": []}
    home.records.append("local", [Draft("member.added", "", guest)])
    result = tidegate(*words, "--as", "guest")
    assert isinstance(result.exception, NotAllowedError)
    assert "jogli.com" not in result.output
    assert home.records.newest() == before + 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["exempt", "reject", "one.com"], "a rejection needs a reason"),
        (["exempt", "accept", "one.com"], "unknown exemption 'one.com'"),
        (["orders", "x-2009-04-01"], "unknown order 'x-2009-04-01'; known: gtld-2009-04-01"),
        (
            ["orders", "gtld-2009-04-01", "done"],
            "gtld-2009-04-01 is drafted, so it cannot become acted; possible: sent",
        ),
        (["orders", "--state", "lost"], "unknown state of an order 'lost'"),
        (["orders", "--registry", "denic"], "unknown registry 'denic'"),
        (["export", "--registry", "gtld", "--format", "xml", "-o", "out"], "unknown format 'xml'"),
        (["collisions", "--popular", "nowhere.csv"], "nowhere.csv: No such file"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(tidegate, forecast, words, message):
    forecast(DAY, a=["one.com"])
    tidegate("plan")
    result = tidegate(*words)
    assert isinstance(result.exception, TidegateError)
    assert message in str(result.exception)
    assert "\n" not in str(result.exception)


@pytest.mark.parametrize(
    "words",
    [
        ["exempt", "accept"],
        ["exempt", "forget", "one.com"],
        ["plan", "--days", "3", "--to", "2009-04-03"],
        ["export", "--registry", "each", "--format", "csv", "-o", "out", "--order", "gtld-2009-04-01"],
        ["export", "--registry", "gtld"],
    ],
)
def test_wrong_use_ends_with_2(tidegate, words):
    assert tidegate(*words).exit_code == 2


@pytest.fixture
def keys(tmp_path):
    """The files with a secret key, its passphrase (there is none) and the certificate."""
    secret = pysequoia.Tsk.generate("The group <group@example.org>")
    files = [tmp_path / name for name in ("key.asc", "passphrase", "cert.asc")]
    for file, text in zip(files, (secret, "", secret.extract_certificate()), strict=True):
        file.write_text(str(text))
    return files


def test_a_recipient_verifies_what_was_signed_for_him(tidegate, forecast, keys, tmp_path):
    key, passphrase, certificate = keys
    forecast(DAY, c=["one.co.uk", "one.com"])
    answer(tidegate("plan", "--json"))
    where = ("-o", tmp_path / "out", "--sign", key, "--passphrase-file", passphrase)
    made = answer(tidegate("export", "--registry", "each", "--format", "list", *where, "--json"))
    assert [row["registry"] for row in made] == ["gtld", "nominet"]
    for row in made:
        told = CliRunner().invoke(build(), ["verify", row["folder"], "--cert", str(certificate)])
        assert told.exit_code == 0
        assert "signed by    The group <group@example.org>" in told.stdout
        assert f"registry     {row['registry']}" in told.stdout
        (Path(row["folder"]) / f"small-{row['registry']}.txt").write_text("another.com\n")
        told = CliRunner().invoke(build(), ["verify", row["folder"], "--cert", str(certificate)])
        assert isinstance(told.exception, TidegateError)
        assert f"small-{row['registry']}.txt" in str(told.exception)


def test_what_cannot_be_signed_is_not_exported(tidegate, forecast, keys, tmp_path):
    _, passphrase, certificate = keys
    forecast(DAY, c=["one.co.uk"])
    answer(tidegate("plan", "--json"))
    words = ("export", "--registry", "nominet", "--format", "list", "-o", tmp_path / "out")
    assert isinstance(tidegate(*words, "--sign", certificate).exception, TidegateError)
    assert tidegate(*words, "--passphrase-file", passphrase).exit_code == 2
    assert not (tmp_path / "out").exists()
