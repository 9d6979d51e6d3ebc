"""A name is registered under the longest suffix that somebody runs."""

from tidegate.names.suffixes import is_public_suffix, public_suffix, suffix_of, suffix_rules


def test_the_longest_known_suffix_wins():
    assert suffix_of("gzyh.co.uk", {"uk", "co.uk"}) == "co.uk"
    assert suffix_of("gzyh.nl", {"uk", "co.uk"}) is None


def test_a_name_is_not_its_own_suffix():
    assert suffix_of("co.uk", {"co.uk"}) is None


def test_dynamic_dns_zones_are_public_suffixes_of_their_operator():
    assert public_suffix("bfisback.no-ip.org") == "no-ip.org"
    assert is_public_suffix("co.uk")
    assert not is_public_suffix("wnsux.com")


def test_the_rules_in_bulk_say_what_each_name_says_alone():
    suffixes, parents = suffix_rules()
    assert {"co.uk", "no-ip.org", "xn--fiqs8s"} <= suffixes
    assert all(is_public_suffix(suffix) for suffix in suffixes)
    assert "ck" in parents
    assert is_public_suffix("anything.ck")
    assert not is_public_suffix("www.ck")
