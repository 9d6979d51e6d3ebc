"""Members: who works here, and nobody gives what they do not have."""

from datetime import date

import pytest

from tidegate.errors import NotAllowedError, TidegateError, UnknownNameError
from tidegate.group.members import Membership, add, get, rows
from tidegate.operation.clearance import viewer
from tidegate.operation.opening import open_operation
from tidegate.operation.playbook import load
from tidegate.policy import TLP
from tidegate.store import Home

ANNA = Membership("anna", "CERT Polska", TLP.AMBER, ("dns",))


@pytest.fixture
def records(tmp_path):
    records = Home(tmp_path).records
    open_operation(records, "conficker", load("conficker")[1], "conficker.toml", date(2009, 3, 1), "local")
    return records


def test_a_member_has_an_organisation_subgroups_and_a_clearance(records):
    anna = add(records, ANNA, "local")
    assert (anna.organisation, anna.subgroups, anna.clearance) == ("CERT Polska", ("dns",), TLP.AMBER)
    assert [member.member for member in rows(records)] == ["anna", "local"]


def test_what_the_policy_sees_is_what_the_roster_says(records):
    anna = add(records, Membership("anna", "CERT", TLP.RED), "local")
    assert viewer(records, "anna") == anna.viewer


def test_a_changed_membership_keeps_the_day_of_joining(records):
    joined = add(records, ANNA, "local")
    changed = add(records, Membership("anna", "CERT", TLP.GREEN), "local")
    assert (changed.since, changed.clearance, changed.subgroups) == (joined.since, TLP.GREEN, ())


def test_nobody_gives_a_clearance_above_their_own(records):
    add(records, ANNA, "local")
    with pytest.raises(NotAllowedError):
        add(records, Membership("bob", "CERT", TLP.RED), "anna")
    assert add(records, Membership("bob", "CERT", TLP.AMBER), "anna").clearance is TLP.AMBER


def test_nobody_gives_a_compartment_that_they_are_not_in(records):
    with pytest.raises(NotAllowedError):
        add(records, Membership("bob", "CERT", TLP.GREEN, compartments=("sinkholes",)), "local")


def test_nobody_takes_away_a_clearance_above_their_own(records):
    add(records, Membership("ruth", "CERT", TLP.RED), "local")
    add(records, ANNA, "local")
    with pytest.raises(NotAllowedError):
        add(records, Membership("ruth", "CERT", TLP.GREEN), "anna")
    assert get(records, "ruth").clearance is TLP.RED


def test_somebody_who_is_no_member_adds_nobody(records):
    with pytest.raises(NotAllowedError):
        add(records, Membership("bob", "CERT", TLP.CLEAR), "eve")


def test_on_an_empty_record_the_one_at_this_machine_joins_first(tmp_path):
    records = Home(tmp_path / "new").records
    add(records, ANNA, "local")
    assert [member.member for member in rows(records)] == ["anna", "local"]


def test_on_an_empty_record_nobody_else_lets_themselves_in(tmp_path):
    records = Home(tmp_path / "new").records
    with pytest.raises(NotAllowedError):
        add(records, Membership("eve", "none", TLP.RED), "eve")
    assert rows(records) == []


@pytest.mark.parametrize(
    ("joins", "message"),
    [
        (Membership("an na", "CERT", TLP.RED), "cannot be called 'an na'"),
        (Membership("anna", " ", TLP.RED), "needs an organisation"),
        (Membership("anna", "CERT", TLP.RED, ("dsn",)), "unknown subgroup 'dsn'; known: analysis, dns, sinkhole"),
        (Membership("anna", "CERT", TLP.RED, (), ("X",)), "a compartment cannot be called 'X'"),
        (Membership("local", "CERT", TLP.GREEN), "stays cleared to everything"),
    ],
)
def test_a_membership_that_cannot_be_is_refused(records, joins, message):
    with pytest.raises(TidegateError, match=message):
        add(records, joins, "local")


def test_an_unknown_member_lists_those_there_are(records):
    with pytest.raises(UnknownNameError, match="unknown member 'zoe'; known: local"):
        get(records, "zoe")
