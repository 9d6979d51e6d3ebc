"""Whom to chase next: enough, no more than needed, and better than any other choice of as many."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga.family import Behaviour
from tidegate.dns.coverage.cells import Cell, bots, cells, exposed, open_names, sizes
from tidegate.dns.coverage.chase import below, most, names_below
from tidegate.dns.coverage.gaps import gaps
from tidegate.dns.coverage.whatif import answered
from tidegate.names.days import Span
from tidegate.operation.model import Model

DAY = date(2009, 4, 1)
ALL = Model("conficker", "a", "", Behaviour(tries=None, rounds=8), population=900_000)
FEW = Model("conficker", "c", "", Behaviour(tries=500), population=1_300_000)


def cell(registry, gaps, model=FEW, names=10_000, day=DAY):
    return Cell(day, model, registry, names, names, gaps)


def worst(found):
    names, left = sizes(found), open_names(found)
    return max(exposed(pool, names[pool], left[pool]) for pool in names)


def reached(found):
    names, left = sizes(found), open_names(found)
    return bots({pool: exposed(pool, names[pool], left[pool]) for pool in names})


def test_the_registries_with_the_most_gaps_come_first_and_no_more_than_needed():
    found = [cell("cn", 700), cell("pl", 20), cell("uk", 3), cell("be", 2), cell("at", 0)]
    chase = below(found, 0.06)  # five gaps of 50,000 meet 4.9 % of the bots
    assert [step.registry for step in chase.steps] == ["cn", "pl"]
    assert chase.steps[-1].exposure == pytest.approx(0.049, abs=0.001)
    assert chase.proof == "no fewer registries do"


def test_every_registry_with_a_gap_is_chased_where_bots_try_all_their_names():
    found = [cell("cn", 7, ALL, 200), cell("pl", 1, ALL, 30), cell("uk", 0, ALL, 20)]
    assert {step.registry for step in below(found, 0.01).steps} == {"cn", "pl"}


def test_a_day_that_is_safe_enough_needs_nobody():
    assert below([cell("cn", 1, names=50_000)], 0.01).steps == ()


def test_names_that_nobody_runs_are_somebody_to_find():
    (step,) = below([cell(None, 40), cell("uk", 0)], 0.01).steps
    assert step.registry is None


def test_one_day_is_cut_most_by_those_with_the_most_gaps():
    found = [cell("cn", 700), cell("pl", 20), cell("uk", 30), cell("be", 2)]
    chase = most(found, 2)
    assert {step.registry for step in chase.steps} == {"cn", "uk"}
    assert chase.proof == "no other choice cuts more"


def test_what_was_chased_is_what_a_registry_that_acts_would_give():
    found = [cell("cn", 700), cell("pl", 20), cell("uk", 30), cell("pl", 4, ALL, 100)]
    chase = most(found, 2)
    then = answered(found, (), [step.registry for step in chase.steps])
    assert chase.steps[-1].exposure == pytest.approx(worst(then))
    assert chase.steps[-1].bots == pytest.approx(reached(then))


REGISTRIES = ("at", "be", "cn", "de", "pl")
SOME = st.lists(st.integers(0, 400), min_size=5, max_size=5)


@given(few=SOME, every=st.lists(st.integers(0, 3), min_size=5, max_size=5), wanted=st.sampled_from([0.001, 0.05, 0.5]))
def test_no_fewer_registries_than_said_bring_the_exposure_down(few, every, wanted):
    found = [cell(name, count) for name, count in zip(REGISTRIES, few, strict=True)]
    found += [cell(name, count, ALL, 50) for name, count in zip(REGISTRIES, every, strict=True)]
    chase = below(found, wanted)
    assert worst(answered(found, (), [step.registry for step in chase.steps])) <= wanted
    for others in combinations(REGISTRIES, max(0, len(chase.steps) - 1)):
        assert not chase.steps or worst(answered(found, (), others)) > wanted


@given(few=SOME, every=st.lists(st.integers(0, 3), min_size=5, max_size=5), k=st.integers(1, 4))
def test_the_proof_of_the_most_is_kept(few, every, k):
    found = [cell(name, count) for name, count in zip(REGISTRIES, few, strict=True)]
    found += [cell(name, count, ALL, 50) for name, count in zip(REGISTRIES, every, strict=True)]
    chase = most(found, k)
    cut = reached(found) - reached(answered(found, (), [step.registry for step in chase.steps]))
    best = max(reached(found) - reached(answered(found, (), others)) for others in combinations(REGISTRIES, k))
    share = 1.0 if chase.proof.startswith("no other") else float(chase.proof.split()[2].rstrip("%")) / 100
    assert cut >= best * share * 0.999 - 1e-6


def test_a_name_that_two_models_share_is_closed_first(home, operation, forecast):
    forecast(DAY, a=["both.com"], c=["both.com", *(f"n{number}.com" for number in range(999))])
    found = gaps(home.lake, home.records, operation, DAY)
    pooled = cells(home.lake, home.records, operation, Span.of(DAY, 1))
    chase = names_below(found, pooled, operation.playbook.models, 0.9999)
    assert "both.com" in {gap.name for gap in chase.names}
    assert chase.proof == "no fewer names do"
