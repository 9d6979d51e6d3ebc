"""The root zone's data: complete, readable, and clean of what the source has beside facts."""

from tidegate.names.domain import is_domain
from tidegate.operation.directory.root import TopLevel, top_level, top_levels


def test_a_suffix_leads_to_its_top_level_domain():
    assert top_level("co.uk") == TopLevel(
        *("uk", "country-code", "Nominet UK", "https://rdap.nominet.uk/uk/", "whois.nic.uk", "Europe/London")
    )
    assert top_level("co.uk").page == "https://www.iana.org/domains/root/db/uk.html"


def test_a_name_space_outside_of_the_root_has_none():
    assert top_level("bit") is None


def test_every_row_is_a_top_level_domain_with_one_line_of_manager():
    assert len(top_levels()) > 1400
    for tld, top in top_levels().items():
        assert tld == top.tld
        assert is_domain(tld)
        assert "." not in tld
        assert top.manager == " ".join(top.manager.split())


def test_domains_that_are_assigned_to_nobody_are_left_out():
    assert "abarth" not in top_levels()
    assert "Not assigned" not in {top.manager for top in top_levels().values()}


def test_services_have_the_form_that_clients_need():
    for top in top_levels().values():
        assert not top.rdap or (top.rdap.startswith(("https://", "http://")) and top.rdap.endswith("/"))
        assert not top.whois or is_domain(top.whois)


def test_only_generic_domains_are_under_a_contract_with_icann():
    assert top_level("com").contracted
    assert top_level("xxx").contracted
    assert not top_level("uk").contracted
    assert not top_level("arpa").contracted
