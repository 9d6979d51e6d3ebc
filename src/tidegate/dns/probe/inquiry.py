"""The questions that one name needs, and what their answers come to. Pure: it yields questions and is sent answers.

Most names need one question. Only where somebody seems to hold the name is it asked for its name servers, and only
where it has no IPv4 address for an IPv6 one.
"""

from collections.abc import Generator
from dataclasses import dataclass, field
from ipaddress import ip_address

from tidegate.dns.probe.answer import Answer, Question, Type
from tidegate.dns.probe.evidence import Sinkholes
from tidegate.dns.probe.verdict import (
    Finding,
    Rendezvous,
    Verdict,
    of_denial,
    of_emptiness,
    of_failure,
    of_filter,
    of_holder,
    of_own_word,
    of_sinkhole,
)
from tidegate.operation.model import Sinkhole

Inquiry = Generator[Question, Answer, Finding]


@dataclass(frozen=True)
class Surroundings:
    """What is known beside the name: the sinkholes, and who answers for names that cannot exist, with which addresses.

    `invented` are the resolver's own; `wildcards` the registries', by suffix. `registry` says that the registry's own
    name servers are asked: what they say of a name themselves is the registry's word.
    """

    sinkholes: Sinkholes
    invented: frozenset[str] = frozenset()
    wildcards: dict[str, frozenset[str]] = field(default_factory=dict)
    registry: bool = False


def inquire(asked: Rendezvous, around: Surroundings) -> Inquiry:
    """Ask what `asked` needs; returns the finding."""
    answer = yield Question(asked.name)
    if _is_without_address(answer):
        other = yield Question(asked.name, Type.AAAA)
        answer = other if other.addresses else answer
    return _settled(asked, answer, around) or (yield from _who_holds(asked, answer, around))


def _is_without_address(answer: Answer) -> bool:
    return answer.rcode == "NOERROR" and not answer.addresses and not answer.nameservers


def _settled(asked: Rendezvous, answer: Answer, around: Surroundings) -> Finding | None:
    """The finding that needs no more questions; None where somebody seems to hold the name."""
    if answer.rcode not in ("NOERROR", "NXDOMAIN"):
        return of_failure(answer)
    if answer.filtered:
        return of_filter("it says so itself")
    if answer.own and not around.registry and (answer.addresses or answer.alias):
        return of_own_word()
    if answer.addresses:
        return _of_addresses(asked, answer.addresses, around)
    if answer.alias or answer.nameservers or _is_held(asked, answer.zone):
        return None
    if answer.rcode == "NXDOMAIN":
        return of_denial(asked, answer.zone)
    return None if answer.zone is None else of_emptiness(asked, answer.zone)


def _is_held(asked: Rendezvous, zone: str | None) -> bool:
    """Whether the zone that denies is one that was registered under the suffix, not the registry's own."""
    return zone is not None and (zone == asked.registered or zone.endswith(f".{asked.registered}"))


def _of_addresses(asked: Rendezvous, addresses: tuple[str, ...], around: Surroundings) -> Finding | None:
    if around.invented.issuperset(addresses):
        return of_filter("it answers so for names that cannot exist")
    if around.wildcards.get(asked.suffix or "", frozenset()).issuperset(addresses):
        return of_denial(asked, asked.suffix, "the registry's answer to every name that is not registered")
    sinkhole = around.sinkholes.behind(addresses)
    if sinkhole and (asked.claim or not sinkhole.nameservers):
        return of_sinkhole(sinkhole, "addresses")
    return None


def _who_holds(asked: Rendezvous, answer: Answer, around: Surroundings) -> Inquiry:
    delegation = answer if answer.nameservers else (yield Question(asked.registered, Type.NS))
    if delegation.own and not around.registry:
        return of_own_word()
    sinkhole = around.sinkholes.serving(delegation.nameservers)
    if sinkhole:
        return of_sinkhole(sinkhole, "name servers")
    if delegation.rcode == "NXDOMAIN" and not delegation.alias:
        return of_filter("it has something for the name and also says that the name does not exist")
    return _of_stranger(asked, answer, delegation, around)


def _of_stranger(asked: Rendezvous, answer: Answer, delegation: Answer, around: Surroundings) -> Finding:
    nameservers = delegation.nameservers
    sinkhole = around.sinkholes.behind(answer.addresses)
    if not nameservers and _leads_nowhere(answer.addresses) and not sinkhole:
        return of_filter("an address that leads nowhere, and no name servers")
    if sinkhole and not nameservers:
        return _of_hidden(sinkhole, delegation)
    if not (answer.addresses or nameservers or answer.alias):
        return Finding(Verdict.UNKNOWN, "somebody seems to hold the name, but who does not come to light")
    return of_holder(asked, answer.addresses, nameservers, _note(answer, sinkhole))


def _of_hidden(sinkhole: Sinkhole, delegation: Answer) -> Finding:
    """The finding for a sinkhole's addresses whose name servers do not show: the registry's own zone, or a failure."""
    if delegation.rcode == "NOERROR":
        return of_sinkhole(sinkhole, "addresses")
    why = f"addresses of {sinkhole.operator}, which nobody ordered, and no answer to whose name servers those are"
    return Finding(Verdict.UNKNOWN, f"{why} ({delegation.rcode})")


def _note(answer: Answer, sinkhole: Sinkhole | None) -> str:
    if sinkhole:
        return f", which are not those of {sinkhole.operator}, and nobody ordered it"
    return f", an alias of {answer.alias}" if answer.alias else ""


def _leads_nowhere(addresses: tuple[str, ...]) -> bool:
    return bool(addresses) and not any(ip_address(address).is_global for address in addresses)
