"""A name is registered under the longest suffix that somebody runs."""

from tidegate.names.suffixes import is_public_suffix, public_suffix, registered_under, suffix_of, suffix_rules


def test_the_longest_known_suffix_wins():
    assert suffix_of("gzyh.co.uk", {"uk", "co.uk"}) == "co.uk"
    assert suffix_of("gzyh.nl", {"uk", "co.uk"}) is None


def test_a_name_is_not_its_own_suffix():
    assert suffix_of("co.uk", {"co.uk"}) is None


def test_dynamic_dns_zones_are_public_suffixes_of_their_operator():
    assert public_suffix("bfisback.no-ip.org") == "no-ip.org"
    assert is_public_suffix("co.uk")
    assert not is_public_suffix("wnsux.com")


def test_zones_of_dynamic_dns_providers_are_public_suffixes_whichever_list_has_them():
    assert public_suffix("host.mooo.com") == "mooo.com"
    assert is_public_suffix("mooo.com")
    assert not is_public_suffix("host.mooo.com")


def test_a_public_suffix_is_registered_under_the_one_above_it():
    assert registered_under("bfisback.no-ip.org") == "no-ip.org"
    assert registered_under("no-ip.org") == "org"
    assert registered_under("wnsux.co.uk") == "co.uk"
    assert registered_under("co.uk") == "uk"
    assert registered_under("www.ck") == registered_under("anything.ck") == "ck"
    assert registered_under("com") == "com"


def test_the_rules_in_bulk_say_what_each_name_says_alone():
    suffixes, parents = suffix_rules()
    assert {"co.uk", "no-ip.org", "mooo.com", "xn--fiqs8s"} <= suffixes
    assert all(is_public_suffix(suffix) for suffix in suffixes)
    assert "ck" in parents
    assert is_public_suffix("anything.ck")
    assert not is_public_suffix("www.ck")
