"""By default nobody may do anything; every permission is a rule that can be read here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.errors import NotAllowedError
from tidegate.policy import PAP, TLP, Action, Label, Viewer, decide, require

labels = st.builds(Label, st.sampled_from(TLP), st.sampled_from(PAP), st.frozensets(st.sampled_from("abc")))
viewers = st.builds(Viewer, st.just("member"), st.none() | st.sampled_from(TLP), st.frozensets(st.sampled_from("abc")))


@given(st.sampled_from(Action), labels)
def test_who_has_no_clearance_may_do_nothing_not_even_with_tlp_clear(action, label):
    assert not decide(Viewer("stranger"), action, label)


@given(viewers, st.sampled_from(Action), labels)
def test_nobody_acts_above_their_clearance_or_outside_their_compartments(viewer, action, label):
    if decide(viewer, action, label):
        assert viewer.clearance is not None
        assert viewer.clearance >= label.tlp
        assert viewer.compartments >= label.compartments


@given(viewers, st.sampled_from(Action), labels, labels)
def test_a_stricter_label_never_allows_more(viewer, action, label, other):
    stricter = Label(max(label.tlp, other.tlp), max(label.pap, other.pap), label.compartments | other.compartments)
    assert not decide(viewer, action, stricter) or decide(viewer, action, label)


@pytest.mark.parametrize(
    ("pap", "allowed"), [(PAP.CLEAR, True), (PAP.GREEN, True), (PAP.AMBER, False), (PAP.RED, False)]
)
def test_a_probe_is_a_visible_act_that_pap_amber_forbids(pap, allowed):
    viewer = Viewer("prober", TLP.RED)
    assert bool(decide(viewer, Action.PROBE, Label(TLP.CLEAR, pap))) is allowed


@pytest.mark.parametrize("pap", list(PAP))
def test_the_registries_own_servers_see_who_asks_so_only_pap_clear_allows_it(pap):
    decision = decide(Viewer("ann", TLP.RED), Action.PROBE_REGISTRIES, Label(TLP.CLEAR, pap))
    assert bool(decision) is (pap is PAP.CLEAR)
    assert decision or decision.reason.endswith(f"shows who asks for which names, which {pap} forbids")


def test_a_refusal_names_the_asker_and_not_the_object_s_label():
    with pytest.raises(NotAllowedError) as refusal:
        require(
            Viewer("nominet", TLP.GREEN), Action.EXPORT, Label(TLP.RED, PAP.GREEN, frozenset({"sting"})), "the list"
        )
    assert "nominet is cleared to TLP:GREEN" in str(refusal.value)
    assert "RED" not in str(refusal.value)
    assert "sting" not in str(refusal.value)
