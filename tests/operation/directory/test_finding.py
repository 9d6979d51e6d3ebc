"""From a name to who can act on it: exactly one, and never for a zone as a whole."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.errors import TidegateError
from tidegate.names.suffixes import is_public_suffix, suffix_rules
from tidegate.names.zones import dynamic_zones, is_zone, private_rules
from tidegate.operation.directory.finding import asked, holder, registry_of, suffix_in, whole
from tidegate.operation.model import LegalBasis, Registry
from tidegate.policy import TLP

VERISIGN = Registry("verisign", "VeriSign", ("com", "net"))
RUN = dict.fromkeys(VERISIGN.suffixes, VERISIGN)


@cache
def suffixes():
    """Everything that the lists of suffixes have, each wildcard with a label in its place."""
    listed, parents = suffix_rules()
    return sorted(listed | {f"wild.{parent}" for parent in parents})


@cache
def zones():
    """Every zone of an operator."""
    return sorted(dynamic_zones() | {rule.replace("*", "wild") for rule in private_rules() if rule[0] != "!"})


labels = st.from_regex(r"[a-z][a-z0-9]{4,20}", fullmatch=True)


@given(labels, st.sampled_from(suffixes()))
def test_every_name_under_every_rule_has_exactly_one_operator(label, suffix):
    name = f"{label}.{suffix}"
    found, registry = holder(name, {})
    assert name.endswith(f".{found}")
    assert registry.suffixes == (found,)
    assert registry == registry_of(found)
    assert registry.per_host == is_zone(found)


@given(st.sampled_from(zones()))
def test_no_zone_is_ever_given_as_a_whole(zone):
    assert registry_of(zone).per_host
    assert whole(zone)
    with pytest.raises(
        TidegateError, match="others register names below it, so nobody is asked to act on it as a whole"
    ):
        asked(zone, RUN)


@given(labels, st.sampled_from(zones()))
def test_a_host_in_a_zone_is_asked_of_its_operator_even_where_the_playbook_has_the_suffix_above(label, zone):
    host = f"{label}.{zone}"
    if not is_public_suffix(host):
        found, registry = asked(host, RUN)
        assert registry.per_host
        assert registry.id != VERISIGN.id
        assert len(found) >= len(zone)


@given(st.sampled_from(suffixes()))
def test_a_public_suffix_is_refused_as_a_name(suffix):
    if is_public_suffix(suffix):  # exceptions to wildcards are not
        with pytest.raises(TidegateError, match="nobody is asked"):
            asked(suffix, {})


def test_a_suffix_that_the_playbook_runs_is_refused_as_a_name_too():
    mine = {"example.pw": Registry("mine", "Mine", ("example.pw",))}
    assert asked("host.example.pw", mine)[1].id == "mine"
    with pytest.raises(TidegateError, match=r"example\.pw: others register names below it"):
        asked("example.pw", mine)


def test_effective_suffixes_lead_to_the_manager_of_the_top_level_domain():
    assert suffix_in("gzyh.co.uk") == "co.uk"
    assert registry_of("co.uk").name == "Nominet UK"
    assert suffix_in("gzyh.com.br") == "com.br"
    assert registry_of("com.br").id == "br"


def test_the_playbook_s_own_registry_comes_first():
    assert asked("gzyh.com", RUN) == ("com", VERISIGN)
    assert asked("gzyh.org", RUN)[1].id == "pir"


def test_a_zone_that_only_a_model_knows_is_its_operator_s():
    suffix, registry = holder("abc.example.com", RUN, ("example.com",))
    assert suffix == "example.com"
    assert registry.per_host


def test_generic_domains_need_icann_s_waiver_and_of_countries_it_is_not_known():
    assert registry_of("com").legal_basis is LegalBasis.WAIVER
    assert registry_of("de").legal_basis is LegalBasis.UNKNOWN
    assert registry_of("no-ip.org").legal_basis is LegalBasis.VOLUNTARY


def test_nothing_may_be_sent_to_somebody_whom_nobody_knows():
    assert registry_of("mooo.com").clearance is None
    assert registry_of("bit").clearance is None
    assert registry_of("no-ip.org").clearance is TLP.AMBER


def test_outside_of_the_root_zone_only_resolvers_can_block():
    assert registry_of("bit").can == ("block",)
    assert registry_of("bit") == registry_of("bit", ())
    assert registry_of("emc").id == registry_of("bit").id
