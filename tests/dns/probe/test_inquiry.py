"""What the answers about a name come to: each case of the rule that `tidegate.dns.probe.verdict` states."""

from ipaddress import ip_network

import pytest

from tidegate.dns.probe.answer import MALFORMED, TIMEOUT, TRUNCATED, Answer, Question, Type
from tidegate.dns.probe.evidence import Sinkholes
from tidegate.dns.probe.inquiry import Surroundings, inquire
from tidegate.dns.probe.verdict import Rendezvous
from tidegate.operation.model import Sinkhole

OURS, THEIRS, STRANGER, PARKED = "192.0.2.1", "198.51.100.7", "8.8.4.4", "203.0.113.80"
SINKHOLES = Sinkholes(
    [
        Sinkhole("us", True, (ip_network("192.0.2.0/28"), ip_network("2001:db8::1/128")), ("ns.us.test",)),
        Sinkhole("them", False, (ip_network("198.51.100.7/32"),)),
    ]
)
AROUND = Surroundings(SINKHOLES)
DENIED = Answer("NXDOMAIN", zone="co.uk")
EMPTY = Answer("NOERROR", zone="co.uk")
HELD = Answer("NOERROR", nameservers=("ns.adversary.test",))


def name(claim=None, text="abcd.co.uk"):
    return Rendezvous(text, "co.uk", claim)


def address(*addresses, alias=None):
    return Answer("NOERROR", addresses=addresses, alias=alias)


def asked(rendezvous, around=AROUND, **answers):
    """The finding, with a resolver that gives `answers` by record type; NODATA for types that are not among them."""
    inquiry, questions = inquire(rendezvous, around), []
    question = next(inquiry)
    while True:
        questions.append(question)
        try:
            question = inquiry.send(answers.get(question.type.name, EMPTY))
        except StopIteration as settled:
            return settled.value, questions


def verdict(rendezvous, around=AROUND, **answers):
    return asked(rendezvous, around, **answers)[0].verdict


# blocked and unregistered: both are NXDOMAIN


def test_nxdomain_is_blocked_where_the_registry_says_that_it_blocks():
    assert verdict(name(claim="block"), A=DENIED) == "blocked"
    assert verdict(name(claim="hold"), A=DENIED) == "blocked"


def test_nxdomain_is_unregistered_where_nobody_says_anything():
    assert verdict(name(), A=DENIED) == "unregistered"


@pytest.mark.parametrize("claim", ["sinkhole", "register", "transfer"])
def test_nxdomain_contradicts_a_registry_that_says_that_the_name_resolves(claim):
    finding, _ = asked(name(claim), A=DENIED)
    assert finding.verdict == "unregistered"
    assert f"although its registry's order to {claim} is done" in finding.reason


def test_nxdomain_without_the_zones_soa_is_a_filters():
    assert verdict(name(claim="block"), A=Answer("NXDOMAIN")) == "unknown"
    assert verdict(name(), A=Answer("NXDOMAIN")) == "unknown"


def test_a_zone_above_the_suffix_may_deny_too():
    assert verdict(name(claim="block"), A=Answer("NXDOMAIN", zone="uk")) == "blocked"


def test_the_root_denies_the_suffix_and_not_the_name():
    finding, _ = asked(name(claim="block"), A=Answer("NXDOMAIN", zone=""))
    assert finding.verdict == "unknown"
    assert "this resolver knows no co.uk" in finding.reason


def test_a_policy_zone_is_not_the_registrys_word():
    assert verdict(name(claim="block"), A=Answer("NXDOMAIN", zone="rpz.example")) == "unknown"


def test_a_resolver_that_owns_up_to_filtering_is_not_the_registrys_word():
    assert verdict(name(claim="block"), A=Answer("NXDOMAIN", zone="co.uk", filtered=True)) == "unknown"


def test_a_name_that_the_registry_keeps_without_an_address_is_blocked_only_on_its_word():
    assert verdict(name(claim="block"), A=EMPTY) == "blocked"
    assert verdict(name(), A=EMPTY) == "unknown"
    assert verdict(name(claim="sinkhole"), A=EMPTY) == "unknown"


def test_one_question_settles_a_name_that_is_denied():
    _, questions = asked(name("block"), A=DENIED)
    assert questions == [Question("abcd.co.uk", Type.A)]


# sinkholed


def test_our_address_is_our_sinkhole_where_the_registry_says_so():
    finding, questions = asked(name(claim="sinkhole"), A=address(OURS))
    assert finding.verdict == "sinkholed-ours"
    assert len(questions) == 1


def test_a_block_that_turned_out_a_sinkhole_is_denied_all_the_same():
    assert verdict(name(claim="block"), A=address(OURS)) == "sinkholed-ours"


def test_a_sinkhole_without_known_name_servers_is_known_by_its_address():
    assert verdict(name(), A=address(THEIRS)) == "sinkholed-known"


def test_our_name_servers_are_our_sinkhole_whoever_ordered_it():
    assert verdict(name(), A=address(OURS), NS=Answer("NOERROR", nameservers=("ns.us.test",))) == "sinkholed-ours"
    assert verdict(name(), A=EMPTY_OF_ITS_OWN, NS=Answer("NOERROR", nameservers=("ns.us.test",))) == "sinkholed-ours"


def test_a_name_pointed_at_our_sinkhole_by_a_stranger_is_taken():
    """The adversary need only move the address on the day."""
    finding, _ = asked(name(), A=address(OURS), NS=HELD)
    assert finding.verdict == "taken"
    assert "nobody ordered it" in finding.reason


def test_our_address_in_the_registrys_own_zone_is_our_sinkhole():
    assert verdict(name(), A=address(OURS), NS=EMPTY) == "sinkholed-ours"


def test_our_address_whose_holder_cannot_be_asked_for_proves_nothing():
    assert verdict(name(), A=address(OURS), NS=Answer(TIMEOUT)) == "unknown"


def test_a_foreign_address_beside_ours_is_taken():
    assert verdict(name(claim="sinkhole"), A=address(OURS, STRANGER), NS=HELD) == "taken"


def test_an_ipv6_sinkhole_is_found_where_there_is_no_ipv4_address():
    assert verdict(name(claim="sinkhole"), A=EMPTY, AAAA=address("2001:db8::1")) == "sinkholed-ours"


# taken

EMPTY_OF_ITS_OWN = Answer("NOERROR", zone="abcd.co.uk")


def test_a_stranger_at_the_end_of_the_name_has_taken_it():
    finding, questions = asked(name(), A=address(STRANGER), NS=HELD)
    assert finding.verdict == "taken"
    assert STRANGER in finding.reason
    assert "ns.adversary.test" in finding.reason
    assert questions[-1] == Question("abcd.co.uk", Type.NS)


def test_a_registry_that_says_done_is_caught_where_somebody_took_the_name():
    finding, _ = asked(name(claim="block"), A=address(STRANGER), NS=HELD)
    assert finding.verdict == "taken"
    assert "says that its order to block is done" in finding.reason


def test_a_delegated_name_without_an_address_is_taken_before_its_day():
    assert verdict(name(), A=EMPTY_OF_ITS_OWN, NS=HELD) == "taken"


def test_a_referral_names_the_holder_without_another_question():
    finding, questions = asked(name(), A=HELD)
    assert finding.verdict == "taken"
    assert len(questions) == 1


def test_an_alias_that_leads_nowhere_is_held_by_somebody():
    dangling = Answer("NXDOMAIN", alias="gone.test", zone="test")
    finding, _ = asked(name(claim="block"), A=dangling, NS=dangling)
    assert finding.verdict == "taken"
    assert "gone.test" in finding.reason


def test_a_host_below_a_registered_name_is_its_holders():
    """`butterfly.sinip.es` is denied by sinip.es: somebody holds that, and can answer tomorrow."""
    host = Rendezvous("butterfly.sinip.es", "es", "block")
    finding, questions = asked(host, A=Answer("NXDOMAIN", zone="sinip.es"), NS=HELD)
    assert finding.verdict == "taken"
    assert questions[-1] == Question("sinip.es", Type.NS)


def test_a_host_below_a_name_that_is_not_registered_is_denied_by_the_registry():
    host = Rendezvous("butterfly.sinip.es", "es", "block")
    assert verdict(host, A=Answer("NXDOMAIN", zone="es")) == "blocked"


def test_a_delegation_that_nobody_will_name_is_unknown():
    assert verdict(name(), A=EMPTY_OF_ITS_OWN, NS=Answer("SERVFAIL")) == "unknown"


# resolvers and registries that answer for everything


def test_the_registrys_answer_to_everything_is_no_registration():
    around = Surroundings(SINKHOLES, wildcards={"co.uk": frozenset({PARKED})})
    assert verdict(name(), around, A=address(PARKED)) == "unregistered"
    assert verdict(name("block"), around, A=address(PARKED)) == "blocked"
    assert verdict(name(), around, A=address(STRANGER), NS=HELD) == "taken"


def test_a_wildcard_towards_a_sinkhole_does_not_make_a_name_denied():
    around = Surroundings(SINKHOLES, wildcards={"co.uk": frozenset({OURS})})
    assert verdict(name(), around, A=address(OURS)) == "unregistered"


def test_a_resolver_that_invents_answers_proves_nothing_by_them():
    around = Surroundings(SINKHOLES, invented=frozenset({OURS}))
    assert verdict(name("sinkhole"), around, A=address(OURS)) == "unknown"
    assert verdict(name("block"), around, A=DENIED) == "blocked"


def test_a_sinkhole_asked_about_itself_proves_nothing():
    """It says yes of every rendezvous, whoever holds it."""
    own = Answer("NOERROR", addresses=(OURS,), own=True)
    assert verdict(name("sinkhole"), A=own) == "unknown"
    assert verdict(name(), A=own) == "unknown"
    nameservers = Answer("NOERROR", nameservers=("ns.us.test",), own=True)
    assert verdict(name(), A=EMPTY_OF_ITS_OWN, NS=nameservers) == "unknown"


def test_a_registrys_own_denial_counts():
    assert verdict(name("block"), A=Answer("NXDOMAIN", zone="co.uk", own=True)) == "blocked"


def test_a_resolver_that_contradicts_itself_proves_nothing():
    assert verdict(name(), A=address(STRANGER), NS=DENIED) == "unknown"


@pytest.mark.parametrize("nowhere", ["0.0.0.0", "127.0.0.1", "10.1.2.3", "::"])
def test_an_address_that_leads_nowhere_is_a_filters(nowhere):
    assert verdict(name(), A=address(nowhere), NS=EMPTY) == "unknown"
    assert verdict(name(), A=address(nowhere), NS=HELD) == "taken"


# no answer


@pytest.mark.parametrize("rcode", [TIMEOUT, MALFORMED, TRUNCATED, "SERVFAIL", "REFUSED", "NOTIMP", "FORMERR"])
def test_a_failure_is_unknown_and_says_why(rcode):
    finding, questions = asked(name("block"), A=Answer(rcode))
    assert finding.verdict == "unknown"
    assert finding.reason
    assert len(questions) == 1


def test_a_name_without_a_known_suffix_is_judged_by_itself():
    stray = Rendezvous("stray.example", None)
    assert verdict(stray, A=Answer("NXDOMAIN", zone="example")) == "unregistered"
    assert verdict(stray, A=address(STRANGER), NS=HELD) == "taken"
