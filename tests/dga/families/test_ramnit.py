"""Ramnit: the state between names."""

import pytest

from tidegate.dga import generate
from tidegate.dga.catalogue import find
from tidegate.dga.primitives.rand import minimal

WORD = 0xFFFFFFFF
KNOWN = find("ramnit").variant().known


def after(state):
    """The state that the next name begins with."""
    product = state * (minimal(state) & WORD)
    return (product + (product >> 32)) & WORD


def test_a_state_on_the_way_gives_the_rest_of_the_list():
    entry = {"seed": f"{after(0x79159C10):08X}"}
    assert generate("ramnit", config=entry, limit=20) == generate("ramnit", limit=21)[1:]


@pytest.mark.parametrize(
    ("sample", "entry", "names"),
    [("EF214BBF", "98D58CF5", 10), ("28488EEA", "4B707DD5", 26), ("4BFCBC6A", "AADBFE34", 38)],
)
def test_entries_found_in_labelled_names_are_on_the_way_of_known_samples(sample, entry, names):
    assert generate("ramnit", config=KNOWN[sample])[names:][:100] == generate("ramnit", config=KNOWN[entry], limit=100)


def test_endings_are_used_in_turn():
    names = generate("ramnit", config=KNOWN["4302C04A"], limit=4)
    assert [name.rpartition(".")[2] for name in names] == ["click", "bid", "eu", "click"]
