"""Names that cannot exist show who answers for everything: the resolver, or a registry."""

import asyncio

import dns.message
import dns.rcode
import dns.rrset
import pytest

from tidegate.dns.probe.asker import Asker
from tidegate.dns.probe.controls import Controls, ask_controls, confronted
from tidegate.dns.probe.view import Lanes, View
from tidegate.errors import TidegateError


def zone(wildcards):
    """A server that answers names below each suffix in `wildcards` with its addresses, and denies all others."""

    def answer(query):
        response = dns.message.make_response(dns.message.from_wire(query))
        name = response.question[0].name
        suffix = next((known for known in wildcards if name.to_text().endswith(f".{known}.")), None)
        if suffix is None:
            response.set_rcode(dns.rcode.NXDOMAIN)
        else:
            response.answer.append(dns.rrset.from_text(name, 60, "IN", "A", *wildcards[suffix]))
        return [response.to_wire()]

    return answer


def controls(server, *suffixes, patience=(0.5,)):
    view = View.of_resolver(server.resolver, server.resolver)

    async def main():
        async with Asker(10_000, patience) as asker:
            return await ask_controls(asker, view, suffixes, Lanes(str, lambda registry: 10_000))

    return asyncio.run(main())


def test_a_world_without_wildcards_answers_no_control(stand_in):
    found = controls(stand_in(zone({})), "com", "ws")
    assert (found.invented, found.wildcards, found.asked) == (frozenset(), {}, 6)


def test_a_registry_that_answers_every_name_is_found(stand_in):
    found = controls(stand_in(zone({"ws": ["64.70.19.33", "64.70.19.34"]})), "com", "ws")
    assert found.invented == frozenset()
    assert found.wildcards == {"ws": {"64.70.19.33", "64.70.19.34"}}


def test_a_resolver_that_answers_every_name_is_not_mistaken_for_the_registries(stand_in):
    lies = {suffix: ["198.51.100.1"] for suffix in ("com", "ws", "invalid")}
    found = controls(stand_in(zone(lies)), "com", "ws")
    assert found.invented == {"198.51.100.1"}
    assert found.wildcards == {}


def test_control_names_are_new_each_time_and_cannot_be_guessed(stand_in):
    server = stand_in(zone({}))
    controls(server, "com")
    controls(server, "com")
    asked = {dns.message.from_wire(query).question[0].name for query in server.asked}
    assert len(asked) == 8
    assert all(len(name.labels[0]) == 24 for name in asked)


def test_a_resolver_that_never_answers_is_refused_by_name(stand_in):
    server = stand_in(lambda query: [])
    with pytest.raises(TidegateError, match=f"127.0.0.1:{server.port} does not answer"):
        controls(server, "com", patience=(0.1,))


def test_every_server_of_a_registry_is_asked_and_the_silent_ones_are_known(stand_in):
    alive, dead = stand_in(zone({})), stand_in(lambda query: [])
    view = View.of_registries({"com": [alive.resolver, dead.resolver], "ws": [dead.resolver]})

    async def main():
        async with Asker(10_000, (0.2,)) as asker:
            return await ask_controls(asker, view, ["com", "ws"], Lanes(str, lambda registry: 10_000))

    found = asyncio.run(main())
    assert (found.asked, found.denied, found.silent) == (4, {"com"}, {dead.resolver})
    assert all(dns.message.from_wire(query).flags == 0 for query in alive.asked)


PLAIN = Controls(4, frozenset(), {}, frozenset({"com", "ws"}))
EVERYTHING = Controls(4, frozenset(), {"com": frozenset({"198.51.100.1"})}, frozenset({"ws"}))


def test_a_wildcard_that_only_one_resolver_sees_is_its_own():
    liar, honest = confronted([EVERYTHING, PLAIN], None)
    assert (liar.invented, liar.wildcards, honest) == ({"198.51.100.1"}, {}, PLAIN)


def test_a_wildcard_that_all_see_is_the_registrys():
    assert confronted([EVERYTHING, EVERYTHING], None) == [EVERYTHING, EVERYTHING]


def test_no_resolver_makes_a_liar_of_the_registry():
    assert confronted([EVERYTHING, PLAIN], EVERYTHING)[0] == EVERYTHING
