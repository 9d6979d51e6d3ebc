"""Entries: each name belongs to one family, and a text among them is a flaw."""

from tidegate.dga import Family, Scheme
from tidegate.dga.entry import Entries, Entry


def entry(name, *aliases, origin="built in"):
    return Entry(Family(name, "trojan", (2020, None), Scheme.HASH, True, True, (), (), aliases), origin)


def test_family_is_found_by_any_of_its_names_in_either_case():
    found = Entries().add([entry("one", "uno"), entry("two")])
    assert found.find("ONE") is found.find("Uno") is found.families["one"]
    assert found.find("three") is None


def test_first_of_two_has_the_name_and_the_other_is_told_of():
    found = Entries().add([entry("one")]).add([entry("two", "one", origin="package acme 1"), entry("three")])
    assert list(found.families) == ["one", "three"]
    assert found.flaws == ["package acme 1: the name 'one' of its family 'two' is that of 'one' (built in)"]


def test_flaws_are_kept_in_order_and_nothing_is_changed_in_place():
    first = Entries().add(["broken"])
    second = first.add([entry("one"), "worse"])
    assert (first.flaws, second.flaws) == (["broken"], ["broken", "worse"])
    assert not first.families


def test_without_a_family_its_names_are_free():
    found = Entries().add([entry("one", "uno")]).without("one")
    assert found.taken(entry("uno")) is None
