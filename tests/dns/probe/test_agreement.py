"""Several who were asked: the registry decides, the worst counts without it, and who differs is named."""

import pytest

from tidegate.dns.probe.agreement import Statement, agreed
from tidegate.dns.probe.answer import Details, Dnssec
from tidegate.dns.probe.verdict import Finding, Verdict, of_filter


def says(verdict, server="192.0.2.53:53", *, authoritative=False, dnssec=None):
    finding = Finding(Verdict(verdict), f"it is {verdict}")
    return Statement(server, finding, "NOERROR", details=Details(dnssec=dnssec), authoritative=authoritative)


def registry(verdict, **more):
    return says(verdict, "192.0.2.1:53", authoritative=True, **more)


LIAR = Statement("203.0.113.9:53", of_filter("it says so itself"), "NXDOMAIN")


def verdict(*statements):
    return agreed(statements).finding.verdict


def test_one_statement_is_the_verdict():
    assert agreed([says("taken")]).finding == says("taken").finding


@pytest.mark.parametrize("lie", ["taken", "sinkholed-ours", "sinkholed-known"])
def test_no_number_of_resolvers_outvotes_the_registry(lie):
    found = agreed([registry("unregistered"), says(lie), says(lie, "198.51.100.53:53")])
    assert found.finding.verdict == "unregistered"
    assert [other.server for other in found.dissent] == ["192.0.2.53:53", "198.51.100.53:53"]
    assert found.finding.reason.startswith(f"it is unregistered; but 192.0.2.53:53 says {lie}: it is {lie}; but")


def test_a_resolver_that_does_not_know_yet_hides_no_delegation():
    assert verdict(registry("taken"), says("unregistered")) == "taken"


def test_whose_sinkhole_a_delegation_leads_to_the_resolvers_may_say():
    found = agreed([registry("taken"), says("sinkholed-known"), says("sinkholed-known")])
    assert (found.finding.verdict, found.dissent) == ("sinkholed-known", ())


def test_but_only_if_all_of_them_say_the_same():
    assert verdict(registry("taken"), says("sinkholed-known"), says("unregistered")) == "taken"
    assert verdict(registry("taken"), says("sinkholed-known"), says("sinkholed-ours")) == "taken"


@pytest.mark.parametrize("best", ["sinkholed-ours", "sinkholed-known", "blocked", "unregistered"])
def test_without_the_registry_the_worst_counts(best):
    assert verdict(says(best), says("taken")) == verdict(says("taken"), says(best)) == "taken"


def test_a_registry_that_does_not_answer_decides_nothing():
    assert verdict(registry("unknown"), says("unregistered")) == "unregistered"


def test_a_filter_decides_nothing_and_is_named():
    found = agreed([LIAR, says("unregistered")])
    assert found.finding.verdict == "unregistered"
    assert found.dissent == (LIAR,)


def test_silence_is_no_dissent():
    assert agreed([says("unknown"), says("unregistered")]).dissent == ()


def test_where_nobody_can_tell_it_is_unknown():
    assert verdict(LIAR, says("unknown")) == "unknown"


def test_the_strongest_sign_of_dnssec_counts_of_those_who_agree():
    agreeing = [registry("unregistered", dnssec=Dnssec.SIGNED), says("unregistered", dnssec=Dnssec.VALIDATED)]
    assert agreed(agreeing).dnssec == "validated"
    differing = [registry("unregistered", dnssec=Dnssec.SIGNED), says("taken", dnssec=Dnssec.VALIDATED)]
    assert agreed(differing).dnssec == "signed"
