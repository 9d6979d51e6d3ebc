"""BazarLoader's tables, and what stands where a month reads beyond them."""

import pytest

from tidegate.dga import generate


@pytest.mark.parametrize(("variant", "day", "second"), [("v4", "2021-06-01", 1), ("v6", "2021-06-01", 14)])
def test_all_syllables_beyond_the_table_are_one_unknown(variant, day, second):
    syllables = {name[2:4] for name in generate("bazarbackdoor", day, variant=variant)}
    assert "??" in syllables
    assert len(syllables) == second


def test_month_within_the_table_has_no_unknown():
    names = generate("bazarbackdoor", "2021-12-01", variant="v4")
    assert len(names) == len(set(names)) == 19 * 19 * 22 * 4
    assert not any("?" in name for name in names)
