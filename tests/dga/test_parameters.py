"""What a generator's inputs may be, and what is said about those that may not."""

import pytest

from tidegate.dga.parameters import domain, label, text


@pytest.mark.parametrize(
    ("given", "flaw"),
    [
        ("", "'' has 0 characters, not 1 to 8"),
        ("x" * 9, "'xxxxxxxxx' has 9 characters, not 1 to 8"),
        ("é", "'é' is not printable ASCII"),
    ],
)
def test_text_has_its_bounds(given, flaw):
    with pytest.raises(ValueError, match="^" + flaw + "$"):
        text("seed", least=1, most=8).parse(given)


@pytest.mark.parametrize("given", ["", ".com", "Com", "a..b"])
def test_domain_is_one_in_its_canonical_form(given):
    with pytest.raises(ValueError, match=f"^{given!r} is no domain$"):
        domain("com").parse(given)


@pytest.mark.parametrize("given", ["", "two.labels", "Upper", "-dash", "toolong"])
def test_label_is_one_of_a_domain_and_no_longer_than_it_may(given):
    with pytest.raises(ValueError, match=f"^{given!r} is no label of at most 6 characters$"):
        label("six", longest=6).parse(given)
