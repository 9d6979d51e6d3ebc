"""`tidegate probe`, `coverage` and `gaps` as a user types them."""

import json
import signal
import subprocess
import sys
import time
from datetime import date

import dns.message
import dns.rcode
import dns.rrset
import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.operation import clearance
from tidegate.policy import TLP

DAY = date(2009, 4, 1)


def registry(query):
    """Every name is denied by the zone above it, but evil.com is held."""
    response = dns.message.make_response(dns.message.from_wire(query))
    question = response.question[0]
    if question.name.to_text() == "evil.com.":
        data = ("NS", "ns.adversary.test.") if question.rdtype == 2 else ("A", "8.8.4.4")
        response.answer.append(dns.rrset.from_text(question.name, 60, "IN", *data))
    else:
        response.set_rcode(dns.rcode.NXDOMAIN)
        soa = "ns.nic.test. root.nic.test. 1 2 3 4 5"
        response.authority.append(dns.rrset.from_text(question.name.parent(), 60, "IN", "SOA", soa))
    return [response.to_wire()]


@pytest.fixture
def tidegate(home, operation):
    def run(*words):
        return CliRunner().invoke(build(), [*words, "--home", str(home.path)])

    return run


@pytest.fixture
def scene(forecast, order):
    """Ten names of Conficker A, of which nominet's are done; nobody was asked for the others."""
    forecast(
        DAY, a=["evil.com", *(f"n{number}.com" for number in range(4)), *(f"n{number}.co.uk" for number in range(5))]
    )
    order("nominet", "acted", DAY)


def answer(result):
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_probe_says_first_what_share_is_denied(tidegate, scene, stand_in):
    server = stand_in(registry)
    said = answer(tidegate("probe", "small", "--date", "2009-04-01", "--resolver", str(server.resolver)))
    assert said.splitlines()[0] == f"2009-04-01: 5 of 10 names (50.0 %) are denied, by what {server.resolver} says"
    assert "1 new alert" in said


def test_a_probe_in_json_has_the_same_figures(tidegate, scene, stand_in):
    words = ["probe", "small", "--date", "2009-04-01", "--resolver", str(stand_in(registry).resolver), "--json"]
    values = json.loads(answer(tidegate(*words, "--rate", "5000")))
    assert (values["names"], values["of"], values["denied"], values["most_open"]) == (10, 10, 5, 5)
    assert values["verdicts"]["taken"] == 1
    assert len(values["alerts"]) == 1


def test_a_sample_tells_what_it_says_of_all_names(tidegate, scene, stand_in):
    words = ["probe", "small", "--date", "2009-04-01", "--resolver", str(stand_in(registry).resolver)]
    said = answer(tidegate(*words, "--sample", "2", "--suffix", "com"))
    assert "0 of 2 names (0 %) are denied" in said
    assert "at most 5 of all 5 names are open (95 % confidence)" in said


def test_a_resolver_that_answers_everything_is_warned_of(tidegate, scene, stand_in):
    def everything(query):
        response = dns.message.make_response(dns.message.from_wire(query))
        response.answer.append(dns.rrset.from_text(response.question[0].name, 60, "IN", "A", "127.0.0.2"))
        return [response.to_wire()]

    result = tidegate("probe", "small", "--date", "2009-04-01", "--resolver", str(stand_in(everything).resolver))
    assert "answers 127.0.0.2 for names that cannot exist" in result.stderr
    assert "0 of 10 names (0 %) are denied" in answer(result)
    assert (
        "unknown 10 times: the answer is the resolver's own: it answers so for names that cannot exist" in result.stdout
    )


def test_coverage_says_first_what_is_claimed_and_what_is_verified(tidegate, scene, stand_in):
    answer(tidegate("probe", "small", "--date", "2009-04-01", "--resolver", str(stand_in(registry).resolver)))
    first, second, *_ = answer(tidegate("coverage", "small", "--date", "2009-04-01")).splitlines()
    assert first == (
        "2009-04-01: claimed 50.0 % (5 of 10), verified 50.0 % (5 of 10), exposure 100 % (conficker/a on 2009-04-01)"
    )
    assert second.startswith("10 names, 0 of them exempt; 10 probed, newest probe 2")
    assert second.endswith("5 known gaps, 0 of them said to be done, 1 held by an outsider")


def test_coverage_in_json_has_rows_of_every_kind(tidegate, scene):
    values = json.loads(answer(tidegate("coverage", "small", "--date", "2009-04-01", "--days", "2", "--json")))
    assert (values["first"], values["last"], values["as_of"]) == ("2009-04-01", "2009-04-02", None)
    assert values["total"]["claimed"] == 5
    assert {row["registry"]: row["gaps"] for row in values["by_registry"]} == {"gtld": 5, "nominet": 0}
    assert {row["suffix"]: row["claimed"] for row in values["by_suffix"]} == {"com": 0, "co.uk": 5}
    assert [row["day"] for row in values["by_day"]] == ["2009-04-01"]
    assert values["exposures"][0]["model"] == "conficker/a"


@pytest.mark.parametrize(("by", "line"), [("registry", "gtld"), ("suffix", "com"), ("day", "2009-04-01")])
def test_coverage_lists_what_is_not_wholly_verified(tidegate, scene, by, line):
    assert any(
        row.startswith(line)
        for row in answer(tidegate("coverage", "small", "--date", "2009-04-01", "--by", by)).splitlines()[2:]
    )


def test_gaps_come_worst_first_with_their_evidence(tidegate, scene, stand_in):
    answer(tidegate("probe", "small", "--date", "2009-04-01", "--resolver", str(stand_in(registry).resolver)))
    rows = json.loads(answer(tidegate("gaps", "small", "--date", "2009-04-01", "--limit", "2", "--json")))
    assert [row["name"] for row in rows] == ["evil.com", "n0.com"]
    assert rows[0]["why"] == "taken by an outsider"
    assert "8.8.4.4" in rows[0]["reason"]
    said = answer(tidegate("gaps", "small", "--date", "2009-04-01"))
    assert said.startswith("2009-04-01: 5 names are open or not proved to be denied")


@pytest.mark.parametrize("command", [["coverage"], ["gaps"]])
def test_a_day_without_a_forecast_is_said_to_have_none(tidegate, scene, command):
    result = tidegate(*command, "small", "--date", "2010-01-01")
    assert isinstance(result.exception, TidegateError)
    assert "small has no forecast for 2010-01-01" in str(result.exception)


@pytest.mark.parametrize("words", [["coverage"], ["gaps"], ["probe", "--resolver", "127.0.0.1:1"]])
def test_who_is_no_member_sees_nothing(tidegate, scene, words):
    result = tidegate(*words, "small", "--date", "2009-04-01", "--as", "stranger")
    assert isinstance(result.exception, NotAllowedError)


def test_open_names_are_for_fewer_eyes_than_their_number(home, tidegate, scene):
    home.records.append("local", [clearance.joining("anna", "CERT", TLP.AMBER)])
    assert tidegate("coverage", "small", "--date", "2009-04-01", "--as", "anna").exit_code == 0
    result = tidegate("gaps", "small", "--date", "2009-04-01", "--as", "anna")
    assert isinstance(result.exception, NotAllowedError)
    assert "evil.com" not in result.output


@pytest.mark.parametrize(
    "words", [["--rate", "0"], ["--sample", "0"], ["--resolver", "nowhere at all"], ["--date", "x"]]
)
def test_wrong_words_are_refused(tidegate, scene, words):
    given = {"--date": "2009-04-01", "--resolver": "127.0.0.1:1", **dict([words])}
    result = tidegate("probe", "small", *(word for pair in given.items() for word in pair))
    assert result.exit_code != 0


def test_a_probe_that_was_killed_goes_on_where_it_stopped(home, operation, forecast, stand_in):
    """With `kill -9`, once its first names are written: nothing is lost of those, and nothing is asked for twice."""
    forecast(DAY, a=[f"n{number}.com" for number in range(600)])
    server = stand_in(registry)
    words = ["probe", "small", "--date", "2009-04-01", "--resolver", str(server.resolver), "--home", str(home.path)]
    command = [sys.executable, "-c", "from tidegate.cli import main; main()", *words, "--rate", "1000", "--json"]
    run = home.folder("probe", "small") / "2009-04-01.json"
    run.parent.mkdir(parents=True)
    with subprocess.Popen([*command, "--rate", "50"], stdout=subprocess.DEVNULL) as process:
        while not run.exists() and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    kept = home.lake.execute(home.lake.table("probes", "small").count()).as_py()
    before = len(server.asked)
    second = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert 0 < kept < 600
    assert second["resumed"] == kept
    assert len(server.asked) - before == 600 - kept + 4
    assert home.lake.execute(home.lake.table("probes", "small").name.nunique()).as_py() == 600


def test_chase_names_the_fewest_registries_with_a_proof(tidegate, scene):
    told = answer(tidegate("chase", "small", "--date", "2009-04-01", "--below", "0"))
    assert "no fewer registries do" in told
    assert told.splitlines()[-1] == "TLP:AMBER PAP:GREEN"
    found = json.loads(answer(tidegate("chase", "small", "--date", "2009-04-01", "--below", "0", "--json")))
    (step,) = found["steps"]
    assert (step["closes"], step["exposure"]) == (5, 0)


def test_chase_names_single_names_of_one_day(tidegate, scene):
    told = answer(tidegate("chase", "small", "--date", "2009-04-01", "--by", "name", "--below", "0"))
    assert "5 names of 2009-04-01" in told
    assert "evil.com" in told
    assert "TLP:AMBER+STRICT" in told
    assert tidegate("chase", "small", "--date", "2009-04-01", "--by", "name", "--most", "2").exit_code == 2


def test_chase_most_ranks_by_bots(tidegate, scene):
    told = answer(tidegate("chase", "small", "--date", "2009-04-01", "--most", "1"))
    assert "no other choice cuts more" in told


def test_whatif_sets_the_exposure_then_beside_that_of_now(tidegate, scene):
    asked = ("whatif", "small", "--date", "2009-04-01", "--refuse", "nominet")
    (row,) = json.loads(answer(tidegate(*asked, "--json")))
    assert (row["gaps"], row["gaps_then"]) == (5, 10)
    assert "exposure then" in answer(tidegate(*asked))


def test_whatif_needs_somebody_who_answers_otherwise(tidegate, scene):
    assert tidegate("whatif", "small", "--date", "2009-04-01").exit_code == 2
    both = ("--refuse", "nominet", "--act", "nominet")
    assert tidegate("whatif", "small", "--date", "2009-04-01", *both).exit_code == 2
    unknown = tidegate("whatif", "small", "--date", "2009-04-01", "--act", "nobody")
    assert isinstance(unknown.exception, TidegateError)
    assert "nobody" in str(unknown.exception)
