"""Control names: names that cannot exist, asked first, so that whoever answers for everything is known as such."""

import asyncio
import secrets
import string
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from tidegate.dns.probe.answer import TIMEOUT, Answer, Question
from tidegate.dns.probe.asker import Asker
from tidegate.dns.probe.resolver import Resolver
from tidegate.dns.probe.view import Lanes, View
from tidegate.errors import TidegateError

_NOWHERE = "invalid"  # RFC 6761, 6.4: no name below it ever exists
_EACH = 2
_LETTERS = string.ascii_lowercase + string.digits
_LENGTH = 24


@dataclass(frozen=True)
class Controls:
    """What was said of names that cannot exist.

    `invented` are addresses that the resolver gave for names below `invalid`; `wildcards` those that a suffix's zone
    gave for random names, by suffix. `asked` is how many controls there were. `denied` are the suffixes below which a
    random name was said not to exist, `silent` the servers that did not answer.
    """

    asked: int
    invented: frozenset[str]
    wildcards: dict[str, frozenset[str]]
    denied: frozenset[str] = frozenset()
    silent: frozenset[Resolver] = field(default_factory=frozenset)


@dataclass(frozen=True)
class _Control:
    parent: str
    server: Resolver
    answer: Answer


async def ask_controls(asker: Asker, view: View, suffixes: Collection[str], lanes: Lanes) -> Controls:
    """Ask for random names below each suffix, and resolvers for some below `invalid`; every server is asked.

    TidegateError where nobody answers at all.
    """
    parents = [_NOWHERE, *sorted(suffixes)] if view.recursive else sorted(suffixes)
    wanted = [(parent, server) for parent in parents for server in _twice(view.servers(parent))]
    said = await asyncio.gather(*(_one(asker, view, lanes, parent, server) for parent, server in wanted))
    if said and all(control.answer.rcode == TIMEOUT for control in said):
        who = f"the resolver {view.name} does" if view.recursive else "the registries' name servers do"
        raise TidegateError(f"{who} not answer: {len(said)} control names, no reply")
    return _judged(said)


def confronted(controls: Sequence[Controls], authority: Controls | None) -> list[Controls]:
    """The controls, where addresses for every name of a suffix are the resolver's own if others deny such names. Pure.

    The registries' own servers, where they were asked, are the only ones who may say so.
    """
    return [_confronted(one, [authority] if authority else controls) for one in controls]


def _confronted(one: Controls, others: Sequence[Controls]) -> Controls:
    own = {
        suffix
        for suffix in one.wildcards
        if any(suffix in other.denied and suffix not in other.wildcards for other in others if other is not one)
    }
    invented = one.invented.union(*(one.wildcards[suffix] for suffix in own))
    left = {suffix: addresses for suffix, addresses in one.wildcards.items() if suffix not in own}
    return replace(one, invented=invented, wildcards=left)


def _judged(said: Sequence[_Control]) -> Controls:
    found: dict[str, set[str]] = {}
    for control in said:
        found.setdefault(control.parent, set()).update(control.answer.addresses)
    invented = frozenset(found.pop(_NOWHERE, ()))
    wildcards = {suffix: frozenset(addresses - invented) for suffix, addresses in found.items()}
    return Controls(
        asked=len(said),
        invented=invented,
        wildcards={suffix: addresses for suffix, addresses in wildcards.items() if addresses},
        denied=frozenset(control.parent for control in said if control.answer.rcode == "NXDOMAIN"),
        silent=frozenset(control.server for control in said if control.answer.rcode == TIMEOUT)
        - {control.server for control in said if control.answer.rcode != TIMEOUT},
    )


def _twice(servers: Sequence[Resolver]) -> list[Resolver]:
    """Every server, and each of them again while that makes fewer questions than there are to be."""
    return [*servers] * -(-_EACH // len(servers)) if servers else []


async def _one(asker: Asker, view: View, lanes: Lanes, parent: str, server: Resolver) -> _Control:
    name = f"{_random_label()}.{parent}"
    answer, _ = await asker.ask(Question(name), server, lanes.of(view, parent), view.recursive)
    return _Control(parent, server, answer)


def _random_label() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
