"""Where registration data is asked for: as the group knows, else as IANA says."""

from dataclasses import replace

from tidegate.operation.directory.finding import registry_of
from tidegate.operation.directory.services import rdap_base, whois_host

VERISIGN = registry_of("com")


def test_each_top_level_domain_of_a_registry_has_a_service_of_its_own():
    assert rdap_base(VERISIGN, "com") == "https://rdap.verisign.com/com/v1/"
    assert rdap_base(VERISIGN, "net") == "https://rdap.verisign.com/net/v1/"
    assert whois_host(VERISIGN, "com") == "whois.verisign-grs.com"


def test_what_the_group_found_out_comes_first():
    ours = replace(VERISIGN, rdap="https://rdap.example/", whois="whois.example")
    assert (rdap_base(ours, "com"), whois_host(ours, "com")) == ("https://rdap.example/", "whois.example")


def test_a_country_without_a_service_and_a_name_outside_of_the_root_have_none():
    assert rdap_base(registry_of("ws"), "ws") == ""
    assert whois_host(registry_of("bit"), "bit") == ""
