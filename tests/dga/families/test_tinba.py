"""Tinba's configs: what stands in for a text that nobody knows, and a first domain that is too short."""

import pytest

from tidegate.dga import generate
from tidegate.dga.catalogue import find
from tidegate.errors import TidegateError


@pytest.mark.parametrize(("name", "total", "last"), [("236-q", 236, "q"), ("97-y", 97, "y"), ("167-m", 167, "m")])
def test_text_that_stands_in_has_the_sum_and_the_last_letter(name, total, last):
    seed = find("tinba").variant("default").known[name]["seed"]
    assert (len(seed), sum(seed.encode()) % 256, seed[-1]) == (16, total, last)


@pytest.mark.parametrize("first", ["short.com", "nodotatallhere", "spa ce.example.com"])
def test_first_domain_that_cannot_be_is_named(first):
    with pytest.raises(TidegateError, match=f"config initial_domain={first} of tinba/default: "):
        generate("tinba", variant="default", config={"initial_domain": first})


def test_text_that_is_short_is_filled_up():
    first, second = generate("tinba", variant="default", config={"seed": "short"}, limit=2)
    assert first == "ssrgwnrmgrxe.com"
    assert second.endswith(".com")
