"""Mirai: what its rule leaves out is a variant of its own."""

import pytest

from tidegate.dga import generate


@pytest.mark.parametrize("seed", ["00000000", "00000091"])
@pytest.mark.parametrize("day", range(1, 29))
def test_rule_and_its_other_endings_are_all_three_endings(seed, day):
    named, others = (
        generate("mirai", f"2016-12-{day:02}", variant=variant, config={"seed": seed})
        for variant in ("ranbyus-like", "other-endings")
    )
    assert len(named) <= 1
    assert sorted(name.split(".")[1] for name in named + others) == ["online", "support", "tech"]
    assert len({name.split(".")[0] for name in named + others}) == 1
