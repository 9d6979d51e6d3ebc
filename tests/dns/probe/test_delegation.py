"""The walk down from the root, with replies that are made up: no server is needed to know what it asks."""

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from tidegate.dns.probe.delegation import Map, walk
from tidegate.dns.probe.resolver import Resolver

ROOT, UK, CO, COM = (Resolver(f"127.0.0.{number}", 5300) for number in (1, 2, 3, 4))


def referral(zone, server, *glue):
    return {"authority": [f"{zone} 60 IN NS {server}"], "additional": list(glue)}


WORLD = {
    (ROOT, "uk."): referral("uk.", "ns.uk.", "ns.uk. 60 IN A 127.0.0.2"),
    (UK, "co.uk."): referral("co.uk.", "ns.co.uk.", "ns.co.uk. 60 IN A 127.0.0.3"),
    (ROOT, "com."): referral("com.", "ns.co.uk."),
    (CO, "ns.co.uk."): {"answer": ["ns.co.uk. 60 IN A 127.0.0.4"], "flags": dns.flags.AA},
}


def reply(server, name):
    """What the server of this world says: the referral for the nearest zone that it knows, else its own denial."""
    labels = f"{name}.".split(".")
    said = next(
        (WORLD[key] for start in range(len(labels) - 1) if (key := (server, ".".join(labels[start:]))) in WORLD), None
    )
    message = dns.message.Message()
    message.flags = dns.flags.QR | (dns.flags.AA if said is None else said.get("flags", 0))
    for section in ("answer", "authority", "additional"):
        records = [dns.rrset.from_text(*text.split(" ", 4)) for text in (said or {}).get(section, ())]
        getattr(message, section).extend(records)
    return message


def found(suffix, known=None, answer=reply):
    """The servers of `suffix`, and who was asked for what."""
    steps, asked, said = walk(suffix, known or Map((ROOT,))), [], None
    while True:
        try:
            step = steps.send(said)
        except StopIteration as end:
            return end.value, asked
        asked.append((step.server, step.name, step.type))
        said = answer(step.server, step.name)


def test_each_referral_leads_one_zone_down():
    servers, asked = found("co.uk")
    assert servers == (CO,)
    assert asked == [(ROOT, "co.uk", "NS"), (UK, "co.uk", "NS"), (CO, "co.uk", "NS")]


def test_a_suffix_that_is_no_zone_is_its_parents():
    assert found("org.uk")[0] == (UK,)


def test_servers_without_an_address_in_the_referral_are_looked_up():
    servers, asked = found("com")
    assert servers == (COM,)
    assert (CO, "ns.co.uk", "A") in asked


def test_what_is_known_is_not_asked_for_again():
    known = Map((ROOT,))
    found("co.uk", known)
    assert found("org.uk", known)[1] == [(UK, "org.uk", "NS")]


def test_a_suffix_that_the_root_denies_has_nobody():
    assert found("nowhere")[0] == ()


@pytest.mark.parametrize("silent", [ROOT, UK])
def test_where_nobody_answers_on_the_way_nobody_is_found_below(silent):
    servers, _ = found("co.uk", answer=lambda server, name: None if server == silent else reply(server, name))
    assert servers == (() if silent == ROOT else (UK,))


def test_a_referral_that_does_not_lead_down_is_not_followed():
    upwards = dns.message.Message()
    upwards.flags = dns.flags.QR
    upwards.authority.append(dns.rrset.from_text(".", 60, "IN", "NS", "ns.liar."))
    assert found("co.uk", answer=lambda server, name: upwards) == ((), [(ROOT, "co.uk", "NS")])


def test_a_loop_of_name_servers_ends():
    def answer(server, name):
        message = dns.message.Message()
        message.flags = dns.flags.QR
        zone = "a." if name.endswith("a") else "b."
        message.authority.append(dns.rrset.from_text(zone, 60, "IN", "NS", "ns.b." if zone == "a." else "ns.a."))
        return message

    servers, asked = found("a", answer=answer)
    assert servers == ()
    assert len(asked) < 20
