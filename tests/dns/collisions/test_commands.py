"""The commands about collisions, as they are typed: collisions, judge, taking, rdap."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.dns.collisions.questions import QUESTIONS
from tidegate.dns.collisions.rdap.answer import Answer
from tidegate.dns.collisions.rdap.client import Client, Reply
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.operation import opening
from tidegate.operation.clearance import joining
from tidegate.policy import TLP

DAY = date(2009, 4, 1)
SOA = "com. 900 in soa a.gtld-servers.net. nstld.example. 1 1800 900 604800 86400\n"


@pytest.fixture
def tidegate(home, operation):
    """Run a command with the operation `small` in its place."""

    def run(*words, **options):
        who = ["--as", options["member"]] if options else []
        return CliRunner().invoke(build(), [*map(str, words), "--home", str(home.path), *who])

    return run


@pytest.fixture
def zone(tmp_path):
    path = tmp_path / "com.zone"
    path.write_text(f"{SOA}held.com. 1 in ns ns1.hoster.net.\n")
    return f"zone={path}"


def answer(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_evidence_is_found_judged_and_taken_by_two(home, tidegate, forecast, zone):
    forecast(DAY, a=["held.com", "free.com", "jogli.com"])
    rows = answer(tidegate("collisions", "small", "--evidence", zone, "--json"))
    assert [(row["name"], row["kind"], row["exemption"]) for row in rows] == [
        ("jogli.com", "legitimate", "proposed"),
        ("held.com", "registered", ""),
    ]
    judged = answer(tidegate("judge", "small", "--json"))
    assert [(row["name"], row["risk"], row["disposition"]) for row in judged] == [
        ("jogli.com", "owned", "warn owner"),
        ("held.com", "unclear", "leave alone"),
    ]
    assert [row["name"] for row in answer(tidegate("judge", "small", "--risk", "unclear", "--json"))] == ["held.com"]

    home.records.append("local", [joining("anna", "CERT", TLP.RED)])
    tidegate("taking", "propose", "small", "held.com", "--reason", "registered yesterday")
    for question in QUESTIONS:
        tidegate("taking", "answer", "small", "held.com", question, "--text", "no")
    alone = tidegate("taking", "confirm", "small", "held.com")
    assert "another member has to confirm it" in str(alone.exception)
    assert answer(tidegate("taking", "confirm", "small", "held.com", "--json", member="anna"))["state"] == "confirmed"
    assert answer(tidegate("judge", "small", "held.com", "--json"))[0]["disposition"] == "hold"
    tidegate("taking", "withdraw", "small", "held.com", "--reason", "a bakery")
    assert [row["state"] for row in answer(tidegate("taking", "list", "small", "--json"))] == ["withdrawn"]
    home.records.append("local", [joining("bert", "ISP", TLP.AMBER)])
    assert isinstance(tidegate("taking", "list", "small", member="bert").exception, NotAllowedError)


def test_rdap_tells_the_age_and_so_the_owner(home, tidegate, forecast, zone, monkeypatch):
    forecast(DAY, a=["held.com"])
    tidegate("collisions", "small", "--evidence", zone)
    services = home.path / "dns.json"
    services.write_text(json.dumps({"services": [[["com"], ["https://rdap.invalid/"]]]}))
    said = Answer("held.com", True, ("active",), since=date(2003, 1, 1), registrar="Example Registrar")
    monkeypatch.setattr(Client, "ask", lambda self, service, name: Reply(said))
    asked = answer(tidegate("rdap", "small", "--bootstrap", services, "--json"))
    assert (asked["answered"], asked["left"]) == (1, 0)
    [row] = answer(tidegate("judge", "small", "--json"))
    assert (row["risk"], row["disposition"]) == ("owned", "warn owner")
    assert answer(tidegate("rdap", "small", "held.com", "--bootstrap", services, "--json"))["cached"] == 1


def test_rdap_is_a_visible_act_that_the_label_has_to_allow(home, tidegate, operation):
    [playbook] = [
        event.body["playbook_text"] for event in home.records.events("small") if "playbook_text" in event.body
    ]
    opening.open_operation(home.records, "quiet", playbook.replace('pap = "GREEN"', 'pap = "AMBER"'), "q", DAY, "local")
    refused = tidegate("rdap", "quiet")
    assert isinstance(refused.exception, NotAllowedError)
    assert "a probe is a visible act, which PAP:AMBER forbids" in str(refused.exception)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["collisions", "small", "--evidence", "whois=x"], "unknown source of evidence 'whois'"),
        (["collisions", "small", "--evidence", "zone=nowhere"], "nowhere: No such file"),
        (["collisions", "small", "--evidence", "operation=river"], "unknown operation 'river'"),
        (["collisions", "small", "--evidence", "rdap=nowhere"], "nowhere: no RDAP answers are kept there"),
        (["judge", "small", "--risk", "high"], "unknown class of risk 'high'; known: decided, protected"),
        (
            ["taking", "propose", "small", "a.com", "--reason", "x", "--means", "buy"],
            "unknown way to take a name 'buy'",
        ),
        (["rdap", "small", "other.com"], "other.com is no rendezvous of small"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(tidegate, forecast, words, message):
    forecast(DAY, a=["one.com"])
    result = tidegate(*words)
    assert isinstance(result.exception, TidegateError)
    assert message in str(result.exception)


def test_wrong_use_ends_with_2(tidegate, forecast):
    forecast(DAY, a=["one.com"])
    assert tidegate("collisions", "small", "--evidence", "zone").exit_code == 2
    assert tidegate("rdap", "small", "--rate", "0").exit_code == 2
