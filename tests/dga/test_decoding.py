"""Decoders are found by the names of their families."""

import pytest

from tidegate.dga.catalogue import find as find_family
from tidegate.dga.decoding import decoders, find
from tidegate.errors import UnknownNameError


@pytest.mark.parametrize("name", decoders())
def test_every_decoder_is_for_a_family_that_cannot_be_predicted(name):
    assert find_family(name).name == name
    assert not find_family(name).predictable


def test_family_without_a_decoder_is_named():
    with pytest.raises(UnknownNameError, match=r"^unknown decoder 'conficker'; known: .*sunburst"):
        find("conficker")
