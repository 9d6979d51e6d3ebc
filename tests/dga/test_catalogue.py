"""Families are found by looking; each declares what a reader of the list needs."""

import pytest

from tidegate.dga.catalogue import families, find
from tidegate.errors import UnknownNameError


def test_family_is_found_by_name_and_alias_in_either_case():
    assert find("Conficker") is find("kido") is find("DOWNADUP") is families()["conficker"]


def test_unknown_family_lists_the_known_ones():
    with pytest.raises(UnknownNameError, match=r"unknown family 'confiker'; known: .*conficker"):
        find("confiker")


@pytest.mark.parametrize("family", families().values(), ids=families())
def test_declaration_is_whole(family):
    assert family.sources
    assert family.name == family.name.lower()
    assert len({variant.name for variant in family.variants}) == len(family.variants)
    for variant in family.variants:
        assert variant.count > 0 or not variant.predictable
        assert variant.suffixes
        assert variant.behaviour.tries is None or 0 < variant.behaviour.tries <= variant.count


def test_no_two_families_share_a_name():
    names = [name for family in families().values() for name in (family.name, *family.aliases)]
    assert len(names) == len(set(names))
