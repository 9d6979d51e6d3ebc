"""Decoders are found by the names of their families."""

import pytest

from tidegate.dga.catalogue import find as find_family
from tidegate.dga.decoding import Decoder, Told, decoders, find, told
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.policy import TLP, Label


@pytest.mark.parametrize("name", decoders())
def test_every_decoder_is_for_a_family_that_cannot_be_predicted(name):
    assert find_family(name).name == name
    assert not find_family(name).predictable


@pytest.mark.parametrize("decoder", decoders().values(), ids=decoders())
def test_what_identifies_victims_is_for_few(decoder):
    assert decoder.label.tlp == TLP.RED


def by_first_letter(names):
    return [[name for name in names if name[0] == letter] for letter in sorted({name[0] for name in names})]


def length(names):
    if len(names) > 1:
        raise TidegateError("too many")
    return {"length": len(names[0])}


def test_names_that_contradict_each_other_are_counted_and_the_others_told():
    skipped = []
    found = told(Decoder(by_first_letter, length, Label()), ["a1", "b", "a2"], lambda *reason: skipped.append(reason))
    assert list(found) == [Told(["b"], {"length": 1})]
    assert skipped == [("too many", 2)]


def test_family_without_a_decoder_is_named():
    with pytest.raises(UnknownNameError, match=r"^unknown decoder 'conficker'; known: .*sunburst"):
        find("conficker")
