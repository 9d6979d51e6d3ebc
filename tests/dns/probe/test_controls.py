"""Names that cannot exist show who answers for everything: the resolver, or a registry."""

import asyncio

import dns.message
import dns.rcode
import dns.rrset
import pytest

from tidegate.dns.probe.asker import Asker
from tidegate.dns.probe.controls import ask_controls
from tidegate.dns.probe.pace import Pace
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
    async def main():
        async with Asker(server.resolver, Pace(10_000), patience) as asker:
            return await ask_controls(asker, suffixes)

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
