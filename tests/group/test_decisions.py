"""Lazy consensus: silence until the deadline decides, one objection does not."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tidegate.errors import TidegateError, UnknownNameError
from tidegate.group import decisions
from tidegate.group.decisions import State
from tidegate.operation.opening import open_operation
from tidegate.operation.playbook import load
from tidegate.policy import PAP, TLP, Label
from tidegate.store import Home

NOW = datetime(2009, 3, 20, 15, tzinfo=UTC)
LATER = NOW + timedelta(days=3)


@pytest.fixture
def records(tmp_path):
    return Home(tmp_path, now=lambda: NOW).records


@pytest.fixture
def operation(records):
    return open_operation(records, "conficker", load("conficker")[1], "conficker.toml", date(2009, 3, 1), "local")


def propose(records, operation, text="Ask .ws to sinkhole", **more):
    return decisions.propose(records, operation, text, now=NOW, deadline=LATER, actor="anna", **more)


def test_a_proposal_to_which_nobody_objects_is_taken_after_its_deadline(records, operation):
    made = propose(records, operation, subgroup="dns")
    assert (made.id, made.state(NOW), made.state(LATER)) == ("D1", State.OPEN, State.DUE)
    taken = decisions.take(records, "conficker", "D1", LATER, "bob")
    assert (taken.state(LATER), taken.taken_by) == (State.TAKEN, "bob")


def test_a_decision_is_not_taken_while_members_may_object(records, operation):
    propose(records, operation)
    with pytest.raises(TidegateError, match="members may object until 2009-03-23 15:00 UTC"):
        decisions.take(records, "conficker", "D1", LATER - timedelta(seconds=1), "bob")


def test_an_objection_stops_it_and_stays_on_the_record(records, operation):
    propose(records, operation)
    decisions.object_to(records, "conficker", "d1", "the registry asked for time", "carl")
    (objection,) = decisions.get(records, "conficker", "D1").objections
    assert (objection.member, objection.reason, objection.at) == ("carl", "the registry asked for time", NOW)
    with pytest.raises(TidegateError, match="carl objected: the registry asked for time"):
        decisions.take(records, "conficker", "D1", LATER, "anna")


def test_what_is_taken_cannot_be_objected_to_or_taken_again(records, operation):
    propose(records, operation)
    decisions.take(records, "conficker", "D1", LATER, "bob")
    with pytest.raises(TidegateError, match="was taken already, by bob"):
        decisions.object_to(records, "conficker", "D1", "too late", "carl")
    with pytest.raises(TidegateError, match="bob took it already"):
        decisions.take(records, "conficker", "D1", LATER, "bob")


def test_decisions_are_numbered_for_each_operation(records, operation):
    other = open_operation(records, "mariposa", load("mariposa")[1], "mariposa.toml", date(2009, 12, 23), "local")
    ids = [propose(records, which, text=f"proposal {n}").id for n, which in enumerate([operation, other, operation])]
    assert ids == ["D1", "D1", "D2"]


def test_a_proposal_is_labelled_at_least_as_strictly_as_its_operation(records, operation):
    assert propose(records, operation).label == operation.label
    assert propose(records, operation, label=Label(TLP.RED, PAP.CLEAR)).label == Label(TLP.RED, PAP.GREEN)
    assert propose(records, operation, label=Label(TLP.CLEAR, PAP.CLEAR)).label == operation.label


def test_a_proposal_that_cannot_be_is_refused(records, operation):
    with pytest.raises(TidegateError, match="needs a text"):
        propose(records, operation, text=" ")
    with pytest.raises(UnknownNameError, match="unknown subgroup 'press'; known: dns, sinkhole, analysis"):
        propose(records, operation, subgroup="press")
    with pytest.raises(TidegateError, match="has passed already"):
        decisions.propose(records, operation, "x", now=LATER, deadline=NOW, actor="anna")
    assert decisions.rows(records, "conficker") == []


def test_an_objection_needs_a_reason(records, operation):
    propose(records, operation)
    with pytest.raises(TidegateError, match="needs a reason"):
        decisions.object_to(records, "conficker", "D1", " ", "carl")


def test_an_unknown_decision_lists_those_there_are(records, operation):
    propose(records, operation)
    with pytest.raises(UnknownNameError, match="unknown decision 'D9'; known: D1"):
        decisions.take(records, "conficker", "D9", LATER, "bob")
