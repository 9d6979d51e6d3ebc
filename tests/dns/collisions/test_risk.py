"""From the evidence to a class of risk and a disposition: what a person decided first, then what is surest."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.collisions.kinds import HELD, KINDS
from tidegate.dns.collisions.risk import Case, Clue, Disposition, judge

BEGAN, DAY = date(2008, 11, 20), date(2009, 4, 1)
OLD, BETWEEN, FRESH = date(2005, 1, 1), date(2009, 1, 15), date(2009, 3, 20)


def case(*clues, **known):
    return Case("qwzxv.com", DAY, BEGAN, "block", [Clue(kind, "x", since) for kind, since in clues], **known)


@pytest.mark.parametrize(
    ("clues", "risk", "disposition"),
    [
        ([], "free", "block"),
        ([("public-suffix", None), ("registered", FRESH)], "protected", "leave alone"),
        ([("legitimate", None)], "owned", "warn owner"),
        ([("popular", None)], "owned", "warn owner"),
        ([("popular", None), ("registered", None)], "owned", "warn owner"),
        ([("popular", None), ("registered", FRESH)], "owned", "warn owner"),
        ([("registered", OLD)], "owned", "warn owner"),
        ([("seen", OLD)], "owned", "warn owner"),
        ([("registered", FRESH)], "suspect", "hold"),
        ([("registered", BETWEEN)], "unclear", "leave alone"),
        ([("registered", None)], "unclear", "leave alone"),
        ([("registered", None), ("seen", OLD)], "owned", "warn owner"),
        ([("seen", BETWEEN)], "free", "block"),
        ([("sinkhole", FRESH)], "sinkholed", "leave alone"),
        ([("shared", None)], "contested", "block"),
    ],
)
def test_the_rules_in_order(clues, risk, disposition):
    found = judge(case(*clues))
    assert (found.risk, found.disposition) == (risk, disposition)


def test_a_name_that_lapsed_and_was_registered_again_is_its_new_holders():
    found = judge(case(("seen", OLD), ("registered", FRESH)))
    assert (found.risk, found.disposition) == ("suspect", "hold")
    assert found.reasons[0] == (
        "somebody's since 2009-03-20, at most 30 days before its day (2009-04-01): the adversary's or a researcher's"
    )


def test_a_decision_stands_above_what_is_computed():
    assert judge(case(("registered", FRESH), exempt=True)).disposition == "leave alone"
    assert judge(case(("registered", OLD), taken="hold")).disposition == "hold"
    assert judge(case(("registered", OLD), taken="transfer")).disposition == "sinkhole"
    assert judge(case(("popular", None), exempt=False)).disposition == "block"


def test_one_person_who_rejects_an_exemption_takes_no_registered_name():
    assert judge(case(("registered", OLD), exempt=False)).disposition == "warn owner"


def test_no_decision_makes_a_public_suffix_a_target():
    assert judge(case(("public-suffix", None), exempt=False, taken="hold")).disposition == "leave alone"


CLUES = st.lists(
    st.builds(
        Clue, st.sampled_from(KINDS), st.text(max_size=3), st.none() | st.dates(date(2000, 1, 1), date(2010, 1, 1))
    ),
    max_size=5,
)


@given(CLUES, st.none() | st.booleans(), st.sampled_from(["block", "register", "sinkhole", "hold"]))
def test_a_held_name_is_never_blocked_or_registered_by_computation(clues, exempt, action):
    held = replace(case(exempt=exempt), clues=clues, action=action)
    found = judge(held)
    assert len(found.reasons) >= 1
    if any(clue.kind in HELD for clue in clues):
        assert found.disposition in (Disposition.LEAVE_ALONE, Disposition.WARN_OWNER, Disposition.HOLD)
