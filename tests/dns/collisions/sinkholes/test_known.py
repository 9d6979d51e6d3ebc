"""A name that is a sinkhole already is known by its name servers, its addresses, or what its registration says."""

from ipaddress import ip_network

import pytest

from tidegate.dns.collisions.sinkholes.bundle import Entry, entries
from tidegate.dns.collisions.sinkholes.known import KnownSinkholes
from tidegate.operation.model import Sinkhole

LISTED = [
    Entry("network", "198.51.100.0/24", "Shared Cloud", False),
    Entry("network", "192.0.2.7/32", "CERT Example", True),
    Entry("host", "sinkhole.example", "CERT Example", True),
    Entry("mark", "conficker cabal", "Conficker Working Group", True),
]
OURS = Sinkhole("Tidegate", True, (ip_network("203.0.113.0/28"),), ("ns1.ours.example",))


@pytest.fixture
def known():
    return KnownSinkholes([OURS], LISTED)


def test_a_name_server_or_what_it_lies_under_is_sure(known):
    sign = known.sign(["ns1.sinkhole.example", "sinkhole.example"])
    assert (sign.operator, sign.sure, sign.ours) == ("CERT Example", True, False)
    assert known.sign(["notsinkhole.example"]) is None


def test_an_address_that_one_list_names_is_a_hint(known):
    assert known.sign([], ["198.51.100.9"]).sure is False
    assert known.sign([], ["192.0.2.7"]).sure is True


def test_one_name_server_of_somebody_else_and_it_is_no_sinkhole(known):
    assert known.sign(["sinkhole.example", "ns.hoster.example"]) is None
    assert known.sign([], ["192.0.2.7", "192.0.2.8"]) is None
    assert known.sign([], []) is None


def test_the_weakest_of_several_addresses_counts(known):
    assert known.sign([], ["192.0.2.7", "198.51.100.9"]).sure is False


def test_our_own_is_known_by_the_playbook(known):
    assert known.sign(["ns1.ours.example"]).ours
    assert known.sign([], ["203.0.113.9"]).ours
    assert not known.sign([], ["203.0.113.9", "192.0.2.7"]).ours


def test_a_registration_can_say_so(known):
    assert known.mark(["Some Registrar", "The Conficker Cabal Inc."]).operator == "Conficker Working Group"
    assert known.mark(["Example Ltd"]) is None


def test_the_list_that_comes_with_tidegate_knows_the_working_group_of_2009():
    assert KnownSinkholes().sign(["ns.conficker-sinkhole.com"]).operator == "Conficker Working Group"
    assert len(entries()) > 1_000


def test_no_address_that_a_content_delivery_network_shares_is_sure():
    shared = [entry for entry in entries() if entry.value.startswith(("104.21.", "172.67."))]
    assert shared
    assert not any(entry.sure for entry in shared)
