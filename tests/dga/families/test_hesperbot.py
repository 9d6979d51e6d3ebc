"""Hesperbot's name number 0, which bots do not make but blocklists hold."""

import pytest

from tidegate.dga import generate


@pytest.mark.parametrize(("magic", "name"), [(0x2461156F, "czhqassc.com"), (0x1A1FDD5E, "tugshila.com")])
def test_name_0_comes_before_the_first_of_the_algorithm(magic, name):
    config = {"magic": magic}
    assert generate("hesperbot", config={**config, "first": 0}) == [name, *generate("hesperbot", config=config)]
