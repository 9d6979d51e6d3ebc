"""The gate: nothing passes that the policy did not allow, and the reader learns only that something was cut."""

from hypothesis import given
from hypothesis import strategies as st

from tidegate.group.labelled import Gate, narrower, read, written
from tidegate.policy import PAP, TLP, Action, Label, Viewer, decide

COMPARTMENTS = st.frozensets(st.sampled_from(["a", "b"]))
LABELS = st.builds(Label, st.sampled_from(TLP), st.sampled_from(PAP), COMPARTMENTS)
VIEWERS = st.builds(Viewer, st.just("anna"), st.sampled_from([None, *TLP]), COMPARTMENTS)
AMBER, RED = Label(TLP.AMBER, PAP.GREEN), Label(TLP.RED, PAP.GREEN)


def test_what_is_cut_is_gone_and_only_noted():
    gate = Gate(Viewer("anna", TLP.AMBER))
    assert gate.each(["open", "secret"], {"open": AMBER, "secret": RED}.get) == ["open"]
    assert gate.cut
    assert gate.label == AMBER


def test_nothing_cut_is_not_noted():
    gate = Gate(Viewer("anna", TLP.RED))
    gate.lets(AMBER)
    gate.lets(RED)
    assert not gate.cut
    assert gate.label == RED


@given(VIEWERS, st.lists(LABELS))
def test_the_gate_lets_through_what_the_policy_allows_and_nothing_else(viewer, labels):
    gate = Gate(viewer)
    assert gate.each(labels, lambda label: label) == [label for label in labels if decide(viewer, Action.READ, label)]
    assert gate.cut == any(not decide(viewer, Action.READ, label) for label in labels)


@given(VIEWERS, VIEWERS, LABELS)
def test_whoever_asks_for_another_sees_what_both_may(one, other, label):
    both = decide(one, Action.READ, label) and decide(other, Action.READ, label)
    assert bool(decide(narrower(one, other), Action.READ, label)) == bool(both)


@given(LABELS)
def test_a_label_comes_back_from_the_record_as_it_was(label):
    assert read(written(label)) == label
