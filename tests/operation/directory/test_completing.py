"""A playbook's own registries first; what they leave out is the directory's, one registry for an organisation."""

from dataclasses import replace

import pytest

from tidegate.dga.family import Behaviour
from tidegate.operation.directory.completing import complete
from tidegate.operation.model import LegalBasis, Model, Origin, Registry
from tidegate.operation.playbook import bundled, load

VERISIGN = Registry("verisign", "VeriSign", ("com",), action="sinkhole")


def hosts(*names):
    return [Model("f", "v", "", Behaviour(), hosts=names)]


def run(registries):
    return {registry.id: registry.suffixes for registry in registries}


def test_one_registry_runs_all_suffixes_of_an_organisation():
    names = hosts("a.com", "a.net", "a.co.uk", "a.org.uk")
    assert run(complete((), names)) == {"verisign": ("com", "net"), "nominet": ("co.uk", "org.uk")}


def test_the_playbook_s_own_registries_stand_first_and_unchanged():
    own, other = complete((VERISIGN,), hosts("a.com", "a.org"))
    assert own == VERISIGN
    assert (other.id, other.suffixes, other.origin) == ("pir", ("org",), Origin.DIRECTORY)


def test_nothing_is_added_to_a_playbook_that_leaves_nothing_out():
    assert complete((VERISIGN,), hosts("a.com", "b.com")) == (VERISIGN,)


def test_an_id_that_the_playbook_gave_to_somebody_is_left_to_them():
    assert run(complete((VERISIGN,), hosts("a.com", "a.net"))) == {"verisign": ("com",), "verisign-2": ("net",)}


def test_hosts_in_a_zone_go_to_its_operator_and_not_to_the_registry_above():
    own, operator = complete((VERISIGN,), hosts("a.com", "b.servebeer.com"))
    assert own.suffixes == ("com",)
    assert (operator.name, operator.suffixes, operator.per_host) == ("No-IP.com", ("servebeer.com",), True)


def test_endings_that_a_family_marks_as_zones_go_to_their_operator():
    corebot = Model("corebot", "default", "", Behaviour())
    (operator,) = complete((), [corebot])
    assert (operator.suffixes, operator.per_host) == (("ddns.net",), True)


def test_what_an_organisation_needs_is_unknown_where_its_domains_differ():
    (registry,) = complete((), hosts("a.biz", "a.us"))
    assert (registry.id, registry.legal_basis) == ("registry-services", LegalBasis.UNKNOWN)


def test_names_outside_of_the_root_zone_are_nobody_s():
    (nobody,) = complete((), hosts("a.bit", "b.lib"))
    assert (nobody.id, nobody.suffixes, nobody.can) == ("not-in-the-root", ("bit", "lib"), ("block",))


def test_what_was_recorded_stays_whatever_the_directory_says_today():
    (then,) = complete((), hosts("a.com"))
    then = replace(then, id="as-it-was-called", time_zone="Europe/Oslo")
    assert complete((), hosts("a.com"), recorded=(then,)) == (then,)


def test_what_was_recorded_keeps_a_zone_where_it_was():
    names = hosts("a.com", "b.servebeer.com")
    assert complete((VERISIGN,), names, recorded=()) == (VERISIGN,)


def test_suffixes_that_a_model_got_since_are_added_to_what_was_recorded():
    (then,) = complete((), hosts("a.com"))
    assert run(complete((), hosts("a.com", "a.org"), recorded=(then,))) == {"verisign": ("com",), "pir": ("org",)}


@pytest.mark.parametrize("name", bundled())
def test_the_directory_alone_runs_every_suffix_of_a_bundled_playbook(name):
    playbook, _ = load(name)
    found = complete((), playbook.models)
    suffixes = [suffix for registry in found for suffix in registry.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert len({registry.id for registry in found}) == len(found)
    if name != "mariposa":  # some of whose zones no list has any more
        assert set(suffixes) == set(playbook.registry_of_suffix)
