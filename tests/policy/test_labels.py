"""Labels are read as people write them, and the strictest wins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.errors import TidegateError
from tidegate.policy import PAP, TLP, Label, strictest

labels = st.builds(Label, st.sampled_from(TLP), st.sampled_from(PAP), st.frozensets(st.sampled_from("abc")))


@pytest.mark.parametrize("text", ["AMBER+STRICT", "amber+strict", "TLP:AMBER+STRICT"])
def test_a_label_is_read_in_the_forms_people_write(text):
    assert TLP.parse(text) is TLP.AMBER_STRICT
    assert str(TLP.parse(text)) == "TLP:AMBER+STRICT"


def test_tlp_1_white_is_refused_and_the_labels_are_listed():
    with pytest.raises(TidegateError, match=r"'WHITE' is not a TLP label; the labels are CLEAR, GREEN"):
        TLP.parse("WHITE")


def test_what_is_made_of_nothing_carries_the_strictest_label():
    assert strictest([]) == Label(TLP.RED, PAP.RED)


@given(st.lists(labels, min_size=1))
def test_what_contains_labelled_things_is_at_least_as_strict_as_each(parts):
    whole = strictest(parts)
    for part in parts:
        assert whole.tlp >= part.tlp
        assert whole.pap >= part.pap
        assert whole.compartments >= part.compartments
