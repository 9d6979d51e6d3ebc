"""Exemptions: proposed with evidence, decided by a person, never dropped."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions.exemptions import Proposal, State
from tidegate.errors import TidegateError
from tidegate.store import Records

MOMENT = datetime(2009, 3, 2, 9, tzinfo=UTC)
WNSUX = Proposal("wnsux.com", (date(2009, 3, 13),), "redirect of Southwest Airlines")


@pytest.fixture
def records(tmp_path):
    return Records(f"sqlite:///{tmp_path / 'records.sqlite'}", now=lambda: MOMENT)


def test_a_proposal_waits_for_a_person(records):
    assert exemptions.propose(records, "conficker", [WNSUX], "anna") == ["wnsux.com"]
    [row] = exemptions.rows(records, "conficker")
    assert (row.state, row.days, row.reasons) == (State.PROPOSED, WNSUX.days, (WNSUX.reason,))
    assert (row.proposed_by, row.proposed_at, row.decided_by) == ("anna", MOMENT, None)
    assert exemptions.accepted(records, "conficker") == set()


def test_an_accepted_proposal_says_who_when_and_why(records):
    exemptions.propose(records, "conficker", [WNSUX], "anna")
    exemptions.accept(records, "conficker", "WNSUX.com.", "bert", "the airline confirmed it")
    row = exemptions.get(records, "conficker", "wnsux.com")
    assert (row.state, row.decided_by, row.decided_at) == (State.ACCEPTED, "bert", MOMENT)
    assert row.decision == "the airline confirmed it"
    assert exemptions.accepted(records, "conficker") == {"wnsux.com"}


def test_exemptions_of_one_operation_are_not_those_of_another(records):
    exemptions.propose(records, "conficker", [WNSUX], "anna")
    exemptions.accept(records, "conficker", "wnsux.com", "bert")
    assert exemptions.accepted(records, "mariposa") == set()


def test_proposing_the_same_again_changes_nothing(records):
    exemptions.propose(records, "conficker", [WNSUX], "anna")
    assert exemptions.propose(records, "conficker", [WNSUX], "anna") == []
    assert records.newest() == 1


def test_new_days_and_reasons_are_added_to_what_is_known(records):
    exemptions.propose(records, "conficker", [WNSUX], "anna")
    exemptions.propose(records, "conficker", [Proposal("wnsux.com", (date(2009, 3, 1),), "rank 9 in top.csv")], "bert")
    row = exemptions.get(records, "conficker", "wnsux.com")
    assert row.days == (date(2009, 3, 1), date(2009, 3, 13))
    assert row.reasons == (WNSUX.reason, "rank 9 in top.csv")
    assert row.proposed_by == "anna"


def test_new_evidence_opens_a_rejected_proposal_again(records):
    exemptions.propose(records, "conficker", [WNSUX], "anna")
    exemptions.reject(records, "conficker", "wnsux.com", "bert", "nobody answers there")
    exemptions.propose(records, "conficker", [WNSUX], "anna")
    assert exemptions.get(records, "conficker", "wnsux.com").state is State.REJECTED
    exemptions.propose(records, "conficker", [Proposal("wnsux.com", WNSUX.days, "rank 9 in top.csv")], "anna")
    assert exemptions.get(records, "conficker", "wnsux.com").state is State.PROPOSED


def test_new_evidence_leaves_an_accepted_exemption_accepted(records):
    exemptions.propose(records, "conficker", [WNSUX], "anna")
    exemptions.accept(records, "conficker", "wnsux.com", "bert")
    exemptions.propose(records, "conficker", [Proposal("wnsux.com", WNSUX.days, "rank 9 in top.csv")], "anna")
    assert exemptions.accepted(records, "conficker") == {"wnsux.com"}


def test_an_exemption_can_be_taken_back_with_a_reason(records):
    exemptions.propose(records, "conficker", [WNSUX], "anna")
    exemptions.accept(records, "conficker", "wnsux.com", "bert")
    exemptions.reject(records, "conficker", "wnsux.com", "anna", "the site is gone")
    assert exemptions.accepted(records, "conficker") == set()


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (
            lambda r: exemptions.accept(r, "conficker", "praat.org", "anna"),
            "unknown exemption 'praat.org'; known: wnsux",
        ),
        (lambda r: exemptions.reject(r, "conficker", "wnsux.com", "anna", " "), "a rejection needs a reason"),
        (
            lambda r: exemptions.propose(r, "conficker", [Proposal("a b", (), "x")], "anna"),
            "'a b' is not a domain name",
        ),
        (lambda r: exemptions.propose(r, "conficker", [Proposal("a.com", (), "")], "anna"), "a.com needs a reason"),
        (lambda r: exemptions.rows(r, "conficker", "open"), "unknown state of an exemption 'open'"),
    ],
)
def test_what_cannot_be_is_refused_by_name(records, act, message):
    exemptions.propose(records, "conficker", [WNSUX], "anna")
    with pytest.raises(TidegateError, match=message):
        act(records)
    assert records.newest() == 1


def test_a_decision_made_twice_is_refused_and_says_by_whom_it_was_made(records):
    exemptions.propose(records, "conficker", [WNSUX], "anna")
    exemptions.accept(records, "conficker", "wnsux.com", "bert")
    with pytest.raises(TidegateError, match=r"wnsux\.com was accepted already, by bert"):
        exemptions.accept(records, "conficker", "wnsux.com", "anna")


def test_a_public_suffix_is_exempt_by_rule_and_cannot_be_rejected(records):
    exemptions.propose(records, "conficker", [Proposal("blogspot.com", (), "it is a public suffix")], "anna")
    assert exemptions.accepted(records, "conficker") == {"blogspot.com"}
    with pytest.raises(TidegateError, match=r"blogspot\.com is a public suffix"):
        exemptions.reject(records, "conficker", "blogspot.com", "anna", "block it")


NAMES = st.sampled_from(["jogli.com", "dssmb.com", "wnsux.com"])
REASONS = st.sampled_from(["legitimate", "rank 9 in top.csv"])
STEPS = st.lists(
    st.one_of(st.tuples(st.just("propose"), NAMES, REASONS), st.tuples(st.just("decide"), NAMES, st.booleans()))
)


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_no_proposal_is_ever_dropped(steps):
    records = Records("sqlite:///:memory:")
    proposed = set()
    for verb, name, what in steps:
        if verb == "propose":
            exemptions.propose(records, "conficker", [Proposal(name, (), what)], "anna")
            proposed.add((name, what))
        elif any(name == known for known, _ in proposed):
            decide = exemptions.accept if what else exemptions.reject
            with suppress(TidegateError):  # it may have been decided so already
                decide(records, "conficker", name, "anna", "because")
    kept = {(row.name, reason) for row in exemptions.rows(records, "conficker") for reason in row.reasons}
    assert kept == proposed
