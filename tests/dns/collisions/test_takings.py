"""Takings: two persons, five answers, or the name stays untouched."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidegate.dns.collisions import exemptions, finding, takings
from tidegate.dns.collisions.exemptions import Proposal
from tidegate.dns.collisions.questions import QUESTIONS
from tidegate.dns.collisions.takings import Means, State
from tidegate.dns.orders import blocklist, plan
from tidegate.dns.orders import life as orders
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.operation.clearance import joining
from tidegate.policy import TLP
from tidegate.store import Draft

DAY = date(2009, 4, 1)
SOA = "com. 900 in soa a.gtld-servers.net. nstld.example. 1 1800 900 604800 86400\n"


@pytest.fixture
def people(home, operation):
    """Anna and Bert, cleared; Carl, who is not."""
    for name, level in (("anna", TLP.RED), ("bert", TLP.AMBER), ("carl", TLP.GREEN)):
        home.records.append("local", [joining(name, "CERT", level)])
    return home.records


@pytest.fixture
def registered(home, operation, forecast, tmp_path):
    """`held.com` and `free.com` are rendezvous of 1 April, and somebody has registered the first."""
    forecast(DAY, a=["held.com", "free.com"])
    path = tmp_path / "com"
    path.write_text(f"{SOA}held.com. 1 in ns ns1.hoster.net.\n")
    finding.find(home.lake, operation, given={"zone": [str(path)]})


def answered(records, operation, name="held.com"):
    for question in QUESTIONS:
        takings.answer(records, operation, name, question, "no", "anna")


def actions(home, operation):
    """What a list would say now of each name."""
    left = blocklist.spared(
        home.lake,
        operation,
        exemptions.accepted(home.records, "small"),
        taken=takings.confirmed(home.records, "small"),
    )
    listing = blocklist.listing(home.lake, operation, orders.rows(home.records, "small"), left, {})
    return {row["name"]: row["action"] for row in home.lake.execute(listing).to_pylist()}


def test_a_registered_name_is_withheld_until_two_persons_decide(home, operation, people, registered):
    plan.run(home.lake, people, operation, "local")
    assert actions(home, operation) == {"held.com": "withheld", "free.com": "sinkhole"}
    takings.propose(people, operation, "held.com", Means.HOLD, "registered yesterday", "anna")
    answered(people, operation)
    assert actions(home, operation)["held.com"] == "withheld"
    takings.confirm(people, operation, "held.com", "bert")
    assert actions(home, operation)["held.com"] == "hold"
    takings.withdraw(people, operation, "held.com", "it is a bakery", "bert")
    assert actions(home, operation)["held.com"] == "withheld"


def test_what_was_exempted_stays_so_whatever_was_taken(home, operation, people, registered):
    plan.run(home.lake, people, operation, "local")
    takings.propose(people, operation, "held.com", Means.TRANSFER, "registered yesterday", "anna")
    answered(people, operation)
    takings.confirm(people, operation, "held.com", "bert")
    assert actions(home, operation)["held.com"] == "transfer"
    exemptions.propose(people, "small", [Proposal("held.com", (DAY,), "its owner wrote")], "anna")
    exemptions.accept(people, "small", "held.com", "anna")
    assert actions(home, operation)["held.com"] == "exempt"


def test_nobody_confirms_their_own_proposal(people, operation):
    takings.propose(people, operation, "held.com", Means.HOLD, "x", "anna")
    answered(people, operation)
    with pytest.raises(TidegateError, match=r"anna proposed to take held\.com: another member has to confirm"):
        takings.confirm(people, operation, "held.com", "anna")


def test_every_question_is_answered_before_a_confirmation(people, operation):
    takings.propose(people, operation, "held.com", Means.HOLD, "x", "anna")
    takings.answer(people, operation, "held.com", "hosting", "no: one parked page", "anna")
    with pytest.raises(TidegateError, match="name-service, other-services, naming-services, investigations"):
        takings.confirm(people, operation, "held.com", "bert")


def test_who_is_not_cleared_neither_proposes_nor_confirms(people, operation):
    with pytest.raises(NotAllowedError):
        takings.propose(people, operation, "held.com", Means.HOLD, "x", "carl")
    takings.propose(people, operation, "held.com", Means.HOLD, "x", "anna")
    answered(people, operation)
    for stranger in ("carl", "nobody"):
        with pytest.raises(NotAllowedError):
            takings.confirm(people, operation, "held.com", stranger)


def test_a_proposer_who_lost_the_clearance_is_no_second_person(people, operation):
    takings.propose(people, operation, "held.com", Means.HOLD, "x", "bert")
    answered(people, operation)
    people.append("local", [joining("bert", "CERT", TLP.CLEAR)])
    with pytest.raises(NotAllowedError):
        takings.confirm(people, operation, "held.com", "anna")


def test_a_new_proposal_begins_with_no_answer(people, operation):
    takings.propose(people, operation, "held.com", Means.HOLD, "x", "anna")
    answered(people, operation)
    takings.withdraw(people, operation, "held.com", "not yet", "anna")
    assert takings.propose(people, operation, "held.com", Means.TRANSFER, "y", "bert").unanswered == list(QUESTIONS)


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda r, o: takings.propose(r, o, "co.uk", Means.HOLD, "x", "anna"), r"co\.uk is a public suffix"),
        (lambda r, o: takings.propose(r, o, "held.com", Means.HOLD, "x", "bert"), "proposed already"),
        (lambda r, o: takings.propose(r, o, "other.com", Means.HOLD, " ", "bert"), "a proposal needs words"),
        (lambda r, o: takings.answer(r, o, "held.com", "price", "x", "bert"), "unknown question 'price'; known: name-"),
        (lambda r, o: takings.confirm(r, o, "other.com", "bert"), r"unknown taking 'other\.com'; known: held\.com"),
        (lambda r, o: takings.withdraw(r, o, "held.com", "", "bert"), "a withdrawal needs words"),
    ],
)
def test_what_cannot_be_is_refused_by_name(people, operation, act, message):
    takings.propose(people, operation, "held.com", Means.HOLD, "x", "anna")
    with pytest.raises(TidegateError, match=message):
        act(people, operation)


WHO = st.sampled_from(["anna", "bert", "carl", "local"])
KINDS = st.sampled_from([takings.PROPOSED, takings.ANSWERED, takings.CONFIRMED, takings.WITHDRAWN])
EVENTS = st.lists(st.tuples(KINDS, WHO, st.sampled_from(list(QUESTIONS))), max_size=12)
VERBS = st.lists(st.tuples(st.sampled_from(["propose", "answer", "confirm", "withdraw"]), WHO), max_size=12)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EVENTS)
def test_no_events_in_the_log_make_a_taking_of_one_person(fresh, events):
    home, *_ = fresh()
    body = {"name": "held.com", "means": "hold", "reason": "x", "text": "no"}
    keys = {
        takings.PROPOSED: ("name", "means", "reason"),
        takings.ANSWERED: ("name", "question", "text"),
        takings.CONFIRMED: ("name",),
        takings.WITHDRAWN: ("name", "reason"),
    }
    for kind, who, question in events:
        values = {**body, "question": question}
        home.records.append(who, [Draft(kind, "small", {key: values[key] for key in keys[kind]})])
    for row in takings.rows(home.records, "small"):
        if row.state is State.CONFIRMED:
            assert row.confirmed_by not in (None, row.proposed_by)
            assert row.unanswered == []


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VERBS)
def test_no_path_to_a_list_leads_past_the_second_person(fresh, tmp_path_factory, verbs):
    home, operation, forecast, _ = fresh()
    for name in ("anna", "bert"):
        home.records.append("local", [joining(name, "CERT", TLP.RED)])
    forecast(DAY, a=["held.com", "free.com"])
    path = tmp_path_factory.mktemp("zone") / "com"
    path.write_text(f"{SOA}held.com. 1 in ns ns1.hoster.net.\n")
    finding.find(home.lake, operation, given={"zone": [str(path)]})
    plan.run(home.lake, home.records, operation, "local")
    proposer, confirmer = None, None
    for verb, who in verbs:
        with suppress(TidegateError):
            if verb == "propose":
                takings.propose(home.records, operation, "held.com", Means.HOLD, "x", who)
                proposer, confirmer = who, None
            elif verb == "answer":
                answered(home.records, operation)
            elif verb == "confirm":
                takings.confirm(home.records, operation, "held.com", who)
                confirmer = who
            else:
                takings.withdraw(home.records, operation, "held.com", "x", who)
                proposer, confirmer = None, None
    two = proposer is not None and confirmer is not None and proposer != confirmer
    assert actions(home, operation)["held.com"] == ("hold" if two else "withheld")
