"""What a generator's inputs may be, and what is said about those that may not."""

import pytest

from tidegate.dga.parameters import text


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
