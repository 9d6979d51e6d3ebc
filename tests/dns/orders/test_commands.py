"""`tidegate orders` and `tidegate plan`: what they show, what they take, and what they refuse."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.errors import TidegateError

DAY = date(2009, 4, 1)
ORDER = "nominet-2009-04-01"


@pytest.fixture
def tidegate(home, operation, forecast):
    """Run a command on the operation, whose forecast has two names in co.uk and whose orders are planned."""

    def run(command, *words):
        return CliRunner().invoke(build(), [command, "small", *map(str, words), "--home", str(home.path)])

    forecast(DAY, c=["a.co.uk", "b.co.uk"])
    return run


def shown(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def failed(result):
    assert isinstance(result.exception, TidegateError), result.output
    return str(result.exception)


def test_an_order_is_shown_with_its_lists_answers_and_what_is_in_doubt(tidegate, tmp_path):
    tidegate("plan")
    tidegate("export", "--registry", "nominet", "--format", "csv", "--send", "-o", tmp_path / "out")
    path = tmp_path / "answer.csv"
    path.write_text("a.co.uk,done\nb.co.uk,done\nb.co.uk,refused\nc.co.uk,perhaps\n")
    result = tidegate("orders", ORDER, "--answer", path, "--json")
    assert "answer.csv:4: not read: c.co.uk: unknown outcome 'perhaps'" in result.stderr
    assert f"{ORDER}: 2 asked, 1 done, 1 contradictory; 1 left" in result.stderr
    values = shown(result)
    assert (values["state"], values["contradictory"]) == ("acknowledged", ["b.co.uk"])
    [sent] = values["lists"]
    assert (sent["kind"], sent["names"], list(sent["sha256"])) == ("full", 2, ["small-nominet.csv"])
    assert [step["state"] for step in values["history"]] == ["drafted", "sent", "acknowledged"]
    table = tidegate("orders", ORDER).stdout
    assert "contradictory  b.co.uk" in table
    assert "answer-1" in table


def test_the_moment_it_is_due_is_told_in_utc_and_where_its_registry_works(tidegate):
    tidegate("plan")
    values = shown(tidegate("orders", ORDER, "--json"))
    assert values["due"].startswith("2009-03-24T10:00")
    assert values["due_there"] == "2009-03-24 10:00 +00:00 (Europe/London)"
    assert values["label"] == "TLP:AMBER"


def test_late_orders_are_listed_by_themselves(tidegate):
    tidegate("plan")
    assert [row["late"] for row in shown(tidegate("orders", "--late", "--json"))] == ["overdue"]
    tidegate("orders", ORDER, "sent")
    tidegate("orders", ORDER, "refused", "--note", "no")
    assert shown(tidegate("orders", "--late", "--json")) == []


def test_the_legal_basis_is_given_when_planning_or_later(tidegate):
    tidegate("plan", "--legal-basis", "security-response-waiver", "--reference", "2009-02")
    values = shown(tidegate("orders", ORDER, "--json"))
    assert (values["legal_basis"], values["reference"]) == ("security-response-waiver", "2009-02")
    basis = ("--legal-basis", "court-order", "--reference", "1:10-cv-156")
    values = shown(tidegate("orders", ORDER, *basis, "--json"))
    assert (values["legal_basis"], values["reference"]) == ("court-order", "1:10-cv-156")


def test_nothing_is_sent_on_a_court_order_without_its_reference(home, tidegate, tmp_path):
    result = tidegate("plan", "--legal-basis", "court-order")
    assert "warning: the court-order for nominet has no reference" in result.stderr
    words = ("--registry", "nominet", "--format", "csv", "-o", tmp_path / "out")
    before = home.records.newest()
    assert f"order {ORDER} cannot be sent" in failed(tidegate("export", *words, "--send"))
    assert f"order {ORDER} cannot be sent" in failed(tidegate("orders", ORDER, "sent"))
    assert home.records.newest() == before
    assert tidegate("export", *words).exit_code == 0


def test_a_registrys_answer_is_to_all_its_orders_that_were_sent(tidegate, tmp_path):
    tidegate("plan")
    path = tmp_path / "answer.csv"
    path.write_text("a.co.uk,done\nb.co.uk,done\n")
    words = ("orders", "--registry", "nominet", "--answer", path, "--json")
    assert "nominet was sent no order that waits for an answer" in failed(tidegate(*words))
    tidegate("orders", ORDER, "sent")
    assert [row["state"] for row in shown(tidegate(*words))] == ["acted"]


@pytest.mark.parametrize(
    "words",
    [
        ("--answer", "a.csv"),
        (ORDER, "acted", "--answer", "a.csv"),
        (ORDER, "--registry", "nominet", "--answer", "a.csv"),
        ("--legal-basis", "voluntary"),
    ],
)
def test_wrong_use_is_refused(tidegate, words):
    assert tidegate("orders", *words).exit_code == 2
