"""Zones of operators who are no registries, and who they are."""

import pytest

from tidegate.dga import catalogue
from tidegate.names.suffixes import is_public_suffix
from tidegate.names.zones import Operator, dynamic_zones, is_zone, operator_of, private_rules

FAMILIES = [catalogue.find(name) for name in catalogue.families()]


@pytest.mark.parametrize("zone", ["no-ip.org", "ddns.net", "mooo.com", "github.io", "eu-west-1.compute.amazonaws.com"])
def test_hosting_and_dynamic_dns_are_zones(zone):
    assert is_zone(zone)


@pytest.mark.parametrize("suffix", ["com", "co.uk", "com.br", "xn--p1ai", "anything.ck", "bit", "example.com"])
def test_what_a_registry_runs_or_anybody_owns_is_no_zone(suffix):
    assert not is_zone(suffix)


def test_the_public_suffix_list_names_the_operators_of_its_private_section():
    assert operator_of("no-ip.org") == operator_of("ddns.net") == Operator("No-IP.com", "https://noip.com/")
    assert operator_of("github.io") == Operator("GitHub, Inc.")
    assert operator_of("eu-west-1.compute.amazonaws.com") == Operator("Amazon EC2")


def test_who_runs_a_zone_of_the_other_list_is_not_known():
    assert operator_of("mooo.com") is None


def test_every_private_rule_has_an_operator_with_a_name():
    assert len(private_rules()) > 3000
    assert all(operator.name and "http" not in operator.name for operator in private_rules().values())


def test_no_zone_of_the_dynamic_dns_list_is_a_registry_s_suffix():
    listed = {rule for rule in private_rules() if not rule.startswith(("*", "!"))}
    assert len(dynamic_zones()) > 35_000
    assert all("." in zone and is_public_suffix(zone) for zone in dynamic_zones())
    assert {"com", "co.uk"}.isdisjoint(dynamic_zones() | listed)


def test_every_zone_that_a_family_declares_is_known_as_one():
    declared = {zone for family in FAMILIES for variant in family.variants for zone in variant.zones}
    assert "ddns.net" in declared
    assert [zone for zone in sorted(declared) if not is_zone(zone)] == []
