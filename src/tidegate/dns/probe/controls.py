"""Control names: names that cannot exist, asked first, so that whoever answers for everything is known as such."""

import asyncio
import secrets
import string
from collections.abc import Collection
from dataclasses import dataclass

from tidegate.dns.probe.answer import TIMEOUT, Answer, Question
from tidegate.dns.probe.asker import Asker
from tidegate.errors import TidegateError

_NOWHERE = "invalid"  # RFC 6761, 6.4: no name below it ever exists
_EACH = 2
_LETTERS = string.ascii_lowercase + string.digits
_LENGTH = 24
_AT_ONCE = 50


@dataclass(frozen=True)
class Controls:
    """What was said of names that cannot exist.

    `invented` are addresses that the resolver gave for names below `invalid`; `wildcards` those that a suffix's zone
    gave for random names, by suffix. `asked` is how many controls there were.
    """

    asked: int
    invented: frozenset[str]
    wildcards: dict[str, frozenset[str]]


async def ask_controls(asker: Asker, suffixes: Collection[str]) -> Controls:
    """Ask for random names below `invalid` and below each suffix; TidegateError where the resolver never answers."""
    parents = [parent for parent in (_NOWHERE, *sorted(suffixes)) for _ in range(_EACH)]
    answers = await _all(asker, [f"{_random_label()}.{parent}" for parent in parents])
    if all(answer.rcode == TIMEOUT for answer in answers):
        raise TidegateError(f"the resolver {asker.resolver} does not answer: {len(answers)} control names, no reply")
    said: dict[str, set[str]] = {}
    for parent, answer in zip(parents, answers, strict=True):
        said.setdefault(parent, set()).update(answer.addresses)
    invented = frozenset(said.pop(_NOWHERE))
    wildcards = {suffix: frozenset(addresses - invented) for suffix, addresses in said.items()}
    return Controls(len(parents), invented, {suffix: found for suffix, found in wildcards.items() if found})


async def _all(asker: Asker, names: list[str]) -> list[Answer]:
    slots = asyncio.Semaphore(_AT_ONCE)

    async def one(name: str) -> Answer:
        async with slots:
            return (await asker.ask(Question(name)))[0]

    return await asyncio.gather(*(one(name) for name in names))


def _random_label() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
