"""The collision desk: risk and reasons, takings with their five questions, appeals with their clock."""

import html
from datetime import date, timedelta

import pyarrow as pa
import pytest

from tidegate.dns.appeals import life as appeals
from tidegate.dns.collisions import takings
from tidegate.dns.collisions.questions import QUESTIONS
from tidegate.operation import opening

DAY = date(2009, 4, 20)
DESK = "/operations/conficker/collisions"


@pytest.fixture
def home(opened_home, add_member):
    """An operation whose forecast has one name, for which nothing was decided yet."""
    add_member(opened_home, "ben", "RED")
    add_member(opened_home, "amber", "AMBER")
    row = {"name": "qqq.com", "suffix": "com", "family": "conficker", "variant": "b", "config": "", "position": 0}
    opened_home.lake.write("forecast", "conficker", DAY, "forecast", pa.Table.from_pylist([row]))
    return opened_home


@pytest.fixture
def operation(home):
    return opening.get(home.records, "conficker")


def suspect(home, since=DAY - timedelta(days=7)):
    """A collision as a zone file shows it: registered in the week before the name's day."""
    row = {"name": "qqq.com", "suffix": "com", "family": "conficker", "variant": "b", "kind": "registered"}
    row |= {"evidence": "in com.txt", "load": None, "since": since}
    home.lake.write("collisions", "conficker", DAY, "zone", pa.Table.from_pylist([row]))


def command(page):
    return page["takings"][0]["command"]


def test_a_name_is_judged_with_its_reasons(client):
    (row,) = client.get(f"{DESK}.json").json()["collisions"]
    assert (row["name"], row["risk"], row["disposition"]) == ("praat.org", "decided", "leave alone")
    assert row["reasons"] == ["its exemption was accepted"]


def test_names_are_cut_by_risk(client):
    assert client.get(f"{DESK}.json?risk=decided").json()["collisions"]
    assert client.get(f"{DESK}.json?risk=suspect").json()["collisions"] == []


def test_a_name_that_an_outsider_is_suspected_to_hold_is_for_fewer_eyes(home, visitor):
    suspect(home)
    whole, cut = (visitor(home, member).get(f"{DESK}.json").json() for member in ("ben", "amber"))
    assert [row["risk"] for row in whole["collisions"]] == ["suspect"]
    assert (whole["label"], cut["label"]) == ("TLP:AMBER+STRICT PAP:GREEN", "TLP:AMBER PAP:GREEN")
    assert (cut["total"], cut["hidden"], cut["collisions"], cut["risks"]) == (1, 1, [], {})
    assert "qqq.com" not in visitor(home, "amber").get(DESK).text


def test_so_is_a_name_that_is_to_be_taken_whatever_its_risk(home, operation, visitor):
    suspect(home, since=None)
    takings.propose(home.records, operation, "qqq.com", takings.Means.HOLD, "it spreads an update", "local")
    whole, cut = (visitor(home, member).get(f"{DESK}.json").json() for member in ("ben", "amber"))
    assert [row["risk"] for row in whole["collisions"]] == ["unclear"]
    assert "qqq.com" not in str(cut)


def test_a_taking_says_what_it_waits_for_until_two_have_decided(home, operation, visitor):
    def page():
        return visitor(home).get(f"{DESK}/takings.json").json()

    takings.propose(home.records, operation, "qqq.com", takings.Means.HOLD, "it spreads an update", "local")
    assert command(page()) == "tidegate taking answer conficker qqq.com name-service --text TEXT"
    for question in QUESTIONS:
        takings.answer(home.records, operation, "qqq.com", question, "no", "local")
    assert page()["takings"][0]["waits"] == "for another than local"
    assert command(page()) == "tidegate taking confirm conficker qqq.com"
    takings.confirm(home.records, operation, "qqq.com", "ben")
    assert (page()["waiting"], command(page())) == (0, "tidegate taking withdraw conficker qqq.com --reason TEXT")


def test_the_five_questions_stand_with_their_answers(client):
    text = html.unescape(client.get(f"{DESK}/takings").text)
    assert all(question in text for question in QUESTIONS.values())
    assert text.count("not answered") == len(QUESTIONS) - 1
    assert "nothing else is hosted there" in text


def test_an_appeal_shows_its_clock(home, operation, visitor):
    appeals.open_appeal(home, operation, "qqq.com", "owner@example.net", "it is ours", "local", ["verisign"])
    (clock,) = visitor(home).get(f"{DESK}/appeals.json").json()["appeals"]
    assert clock["left"] == timedelta(hours=24).total_seconds()
    assert "in 1.0 days" in visitor(home).get(f"{DESK}/appeals").text
    assert "due in 1.0 days" in visitor(home).get(DESK).text


def test_a_claim_that_nobody_answered_in_time_says_so_first(home, operation, visitor):
    appeals.open_appeal(home, operation, "qqq.com", "owner@example.net", "it is ours", "local")
    late = home.now() + timedelta(days=2)
    object.__setattr__(home, "now", lambda: late)
    text = visitor(home).get(f"{DESK}/appeals").text
    assert '<p class="answer">1 claim is overdue.</p>' in text
    assert "24.0 hours ago" in text or "1.0 days ago" in text


def test_what_was_given_back_waits_for_who_was_asked(home, operation, visitor):
    appeals.open_appeal(home, operation, "qqq.com", "owner@example.net", "it is ours", "local", ["verisign"])
    appeals.accept(home, operation, "qqq.com", "it is theirs", "local")
    page = visitor(home).get(f"{DESK}/appeals.json").json()
    assert (page["open"], page["awaiting"]) == (0, 1)
    assert page["appeals"][0]["command"] == "tidegate appeal released conficker qqq.com --by verisign"
    appeals.released(home, operation, "qqq.com", "verisign", "local")
    assert visitor(home).get(f"{DESK}/appeals.json").json()["awaiting"] == 0
