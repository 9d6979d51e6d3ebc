"""The group's commands: members, decisions, the interview, the briefing and the review."""

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


@pytest.fixture
def home(tmp_path):
    """An operation with `local`, anna (AMBER) and gina (GREEN)."""
    home = Home(tmp_path / "home", now=lambda: datetime(2009, 3, 10, tzinfo=UTC))
    open_operation(home.records, "conficker", load("conficker")[1], "conficker.toml", date(2009, 3, 1), "local")
    home.records.append("local", [joining("anna", "CERT", TLP.AMBER), joining("gina", "CERT", TLP.GREEN)])
    return home


@pytest.fixture
def tidegate(home):
    """Run a command; where it goes well, what it says as JSON."""

    def run(*words, **more):
        return CliRunner(env={"COLUMNS": "200"}).invoke(build(), [*words, "--home", str(home.path)], **more)

    return run


def told(result):
    assert result.exit_code == 0, result.exception
    return json.loads(result.stdout)


def test_a_member_is_added_and_listed(tidegate):
    words = ["--organisation", "Example CERT", "--tlp", "amber+strict", "--subgroup", "dns", "--subgroup", "sinkhole"]
    assert told(tidegate("member", "add", "bob", *words, "--json"))["clearance"] == "TLP:AMBER+STRICT"
    rows = told(tidegate("member", "list", "--json"))
    assert [row["member"] for row in rows] == ["anna", "bob", "gina", "local"]
    assert rows[1]["subgroups"] == ["dns", "sinkhole"]


def test_members_are_listed_for_members_only(tidegate):
    assert "anna" in tidegate("member", "list", "--as", "gina").stdout
    result = tidegate("member", "list", "--as", "eve")
    assert isinstance(result.exception, NotAllowedError)
    assert "anna" not in result.output


def test_a_label_that_is_none_lists_those_there_are(tidegate):
    result = tidegate("member", "add", "bob", "--organisation", "CERT", "--tlp", "pink")
    assert "the labels are CLEAR, GREEN, AMBER, AMBER+STRICT, RED" in str(result.exception)


def test_a_proposal_is_made_objected_to_and_listed(tidegate):
    made = told(tidegate("decide", "propose", "conficker", "Sinkhole .ws", "--until", "2999-12-30", "--json"))
    assert (made["decision"], made["state"], made["until"]) == ("D1", "open", "2999-12-31 00:00 UTC")
    early = tidegate("decide", "take", "conficker", "D1")
    assert "members may object until 2999-12-31 00:00 UTC" in str(early.exception)
    tidegate("decide", "object", "conficker", "D1", "--reason", "ask first", "--as", "anna")
    (row,) = told(tidegate("decide", "list", "conficker", "--json"))
    assert (row["state"], row["objections"]) == ("objected", ["anna: ask first"])


def test_a_decision_above_the_clearance_does_not_exist_for_the_member(tidegate):
    tidegate("decide", "propose", "conficker", "Hidden", "--until", "2999-12-30", "--tlp", "red")
    assert told(tidegate("decide", "list", "conficker", "--as", "anna", "--json")) == []
    result = tidegate("decide", "object", "conficker", "D1", "--reason", "x", "--as", "anna")
    assert str(result.exception) == "unknown decision 'D1'; known: none"


def test_who_is_not_cleared_for_the_operation_neither_sees_nor_makes_decisions(tidegate):
    for words in (["list", "conficker"], ["propose", "conficker", "x", "--until", "2999-12-30"]):
        assert isinstance(tidegate("decide", *words, "--as", "gina").exception, NotAllowedError)


def test_the_interview_asks_seven_questions_and_keeps_the_answers(tidegate):
    asked = tidegate("interview", "ask", "conficker", "--as", "anna", input="by mail\n\n\nlists\n\n\n\n")
    assert asked.stdout.count("?") == 7
    rows = told(tidegate("interview", "list", "conficker", "--json"))
    assert [(row["word"], row["answer"]) for row in rows if row.get("answer")] == [
        ("join", "by mail"),
        ("worked", "lists"),
    ]


def test_an_answer_is_read_by_those_whom_its_author_allows(tidegate):
    for word, tlp in [("worked", "clear"), ("failed", "red")]:
        assert tidegate("interview", "answer", "conficker", word, f"about {word}", "--tlp", tlp).exit_code == 0
    for_gina = tidegate("interview", "list", "conficker", "--as", "gina").stdout
    assert "about worked" in for_gina
    assert "about failed" not in for_gina


def test_the_briefing_is_written_and_put_on_the_record(tidegate, home, tmp_path):
    file = tmp_path / "brief.html"
    made = told(tidegate("brief", "conficker", "--week", "2009-W14", "-o", str(file), "--json"))
    assert (made["week"], made["for"], made["cut"]) == ("2009-W14", "local", False)
    assert file.read_text("utf-8").startswith("<!doctype html>")
    (event,) = home.records.events("conficker", {"briefing.made"})
    assert event.body["sha256"] == made["sha256"]


def test_the_briefing_for_a_member_is_cut_to_their_clearance(tidegate, tmp_path):
    file = tmp_path / "brief.html"
    made = told(tidegate("brief", "conficker", "--week", "2009-W14", "-o", str(file), "--for", "gina", "--json"))
    assert (made["for"], made["cut"], made["sections"], made["label"]) == ("gina", True, [], "TLP:GREEN PAP:CLEAR")


def test_a_briefing_for_nobody_writes_nothing(tidegate, home, tmp_path):
    file = tmp_path / "brief.html"
    result = tidegate("brief", "conficker", "--week", "2009-W14", "-o", str(file), "--for", "zoe")
    assert isinstance(result.exception, UnknownNameError)
    result = tidegate("brief", "conficker", "--week", "2009-W14", "-o", str(file), "--as", "eve")
    assert isinstance(result.exception, NotAllowedError)
    assert not file.exists()
    assert home.records.events("conficker", {"briefing.made"}) == []


def test_a_week_that_is_none_is_refused(tidegate, tmp_path):
    result = tidegate("brief", "conficker", "--week", "2009-14", "-o", str(tmp_path / "b.html"))
    assert "is not an ISO week" in str(result.exception)


def test_a_briefing_that_cannot_be_written_is_not_on_the_record(tidegate, home, tmp_path):
    result = tidegate("brief", "conficker", "--week", "2009-W14", "-o", str(tmp_path / "none" / "b.html"))
    assert isinstance(result.exception, TidegateError)
    assert home.records.events("conficker", {"briefing.made"}) == []


def test_the_review_is_written_and_put_on_the_record(tidegate, home, tmp_path):
    file = tmp_path / "review.html"
    made = told(tidegate("review", "conficker", "-o", str(file), "--json"))
    assert "summary" in made["sections"]
    assert "lessons learned" in file.read_text("utf-8")
    assert len(home.records.events("conficker", {"review.made"})) == 1
