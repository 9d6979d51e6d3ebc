"""Whose sinkhole: all addresses must lead there, and all name servers must be its own."""

from ipaddress import ip_network

from tidegate.dns.probe.evidence import Sinkholes
from tidegate.operation.model import Sinkhole

OURS = Sinkhole("us", True, (ip_network("192.0.2.0/28"), ip_network("2001:db8::/64")), ("ns1.us.test", "ns2.us.test"))
OTHER = Sinkhole("them", False, (ip_network("198.51.100.7/32"),), ("ns.them.test",))
KNOWN = Sinkholes([OTHER, OURS])


def test_an_address_within_a_network_is_that_sinkholes():
    assert KNOWN.behind(["192.0.2.15"]) is OURS
    assert KNOWN.behind(["2001:db8::17"]) is OURS
    assert KNOWN.behind(["192.0.2.16"]) is None


def test_one_foreign_address_among_ours_is_no_sinkhole():
    assert KNOWN.behind(["192.0.2.1", "203.0.113.9"]) is None


def test_one_foreign_name_server_among_ours_is_no_sinkhole():
    assert KNOWN.serving(["ns1.us.test", "ns2.us.test"]) is OURS
    assert KNOWN.serving(["ns1.us.test", "ns.adversary.test"]) is None


def test_names_shared_with_another_operator_are_not_ours_alone():
    assert KNOWN.behind(["192.0.2.1", "198.51.100.7"]) is OTHER
    assert KNOWN.serving(["ns2.us.test", "ns.them.test"]) is OTHER


def test_nothing_is_nobodys():
    assert KNOWN.behind([]) is None
    assert KNOWN.serving([]) is None


def test_a_network_that_both_name_is_ours():
    both = Sinkholes([Sinkhole("them", False, (ip_network("192.0.2.0/24"),)), OURS])
    assert both.behind(["192.0.2.1"]) is OURS
