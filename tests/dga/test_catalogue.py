"""Families are found by looking; each declares what a reader of the list needs."""

import pytest

from tidegate.dga.catalogue import families, find
from tidegate.dga.config import canonical, given, read_text, resolve
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


KNOWN = [
    (f"{family.name}/{variant.name}", variant)
    for family in families().values()
    for variant in family.variants
    if variant.known
]


@pytest.mark.parametrize(("owner", "variant"), KNOWN, ids=[owner for owner, _ in KNOWN])
def test_known_configs_are_read_by_name_and_from_their_canonical_text(owner, variant):
    for name, config in variant.known.items():
        values = resolve(variant.config, config, owner)
        assert resolve(variant.config, given([name], variant.known, owner), owner) == values
        assert resolve(variant.config, read_text(canonical(config)), owner) == values
