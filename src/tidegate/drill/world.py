"""How the world behaves in the drill: what each registry does with its order, and what the adversary does. Pure.

The same seed gives the same world. Registries that carry the variants known longest always act; of the others some are
late, refuse, stay silent, or say that it is done and do nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from tidegate.operation.model import Playbook


class Conduct(StrEnum):
    """What a registry does with an order."""

    ACTS = "acts"
    LATE = "acts late"
    REFUSES = "refuses"
    SILENT = "stays silent"
    CLAIMS = "says done, did not act"


SHARES = {Conduct.CLAIMS: 0.02, Conduct.LATE: 0.05, Conduct.REFUSES: 0.03, Conduct.SILENT: 0.03}
"""Which share of the registries does not simply act; of five or more registries, at least one each."""
LEADS = ("sinkhole", "register")
"""The actions after which a name leads somewhere; after the others the registry's zone denies it."""
ENOUGH = 5


@dataclass(frozen=True)
class Part:
    """The part one registry plays: when it answers what, and when it really acts; None: never."""

    registry: str
    conduct: Conduct
    acknowledges: datetime | None
    refuses: datetime | None
    claims: datetime | None
    acts: datetime | None


@dataclass(frozen=True)
class Letter:
    """One answer of a registry to its orders, as it reaches the group."""

    at: datetime
    registry: str
    state: str  # acknowledged, done or refused, as `dns.orders` knows them
    note: str


def cast(
    playbook: Playbook, sent: Mapping[str, datetime], firm: Collection[str], deadline: datetime, seed: int
) -> dict[str, Part]:
    """Each registry's part, by its id; `sent` says when each got its list, and those in `firm` always act in time."""
    draw = Random(f"{seed}/registries")
    others = sorted(registry.id for registry in playbook.registries if registry.id not in firm)
    draw.shuffle(others)
    liar = _liar(playbook, others)
    others.sort(key=lambda id: id != liar)
    conducts = dict(zip(others, _conducts(len(others)), strict=True))
    return {
        registry.id: _part(registry.id, conducts.get(registry.id, Conduct.ACTS), sent[registry.id], deadline, draw)
        for registry in playbook.registries
    }


def letters(parts: Collection[Part]) -> list[Letter]:
    """What the registries write to the group, in the order in which it arrives."""
    found = [letter for part in parts for letter in _letters(part)]
    return sorted(found, key=lambda letter: (letter.at, letter.registry))


def takes(names: Sequence[str], seed: int) -> str:
    """The gap that the adversary registers, of the gaps that are left to it."""
    return Random(f"{seed}/adversary").choice(sorted(names))


def _liar(playbook: Playbook, others: Sequence[str]) -> str | None:
    """The first that ought to lead names to a sinkhole: in the DNS its lie shows, as that of a false block does not."""
    return next((id for id in others if playbook.registry(id).action in LEADS), None)


def _conducts(count: int) -> list[Conduct]:
    if count < ENOUGH:
        return [Conduct.ACTS] * count
    odd = [conduct for conduct, share in SHARES.items() for _ in range(max(1, round(share * count)))]
    return odd + [Conduct.ACTS] * (count - len(odd))


def _part(registry: str, conduct: Conduct, sent: datetime, deadline: datetime, draw: Random) -> Part:
    acknowledges = sent + timedelta(hours=draw.randrange(4, 60))
    answers = acknowledges + timedelta(hours=draw.randrange(24, 24 * 7))
    late = deadline + timedelta(hours=draw.randrange(24, 24 * 8))
    match conduct:
        case Conduct.ACTS:
            return Part(registry, conduct, acknowledges, None, answers, answers - timedelta(hours=2))
        case Conduct.LATE:
            return Part(registry, conduct, acknowledges, None, late, late - timedelta(hours=2))
        case Conduct.REFUSES:
            return Part(registry, conduct, acknowledges, answers, None, None)
        case Conduct.SILENT:
            return Part(registry, conduct, None, None, None, None)
        case Conduct.CLAIMS:
            return Part(registry, conduct, acknowledges, None, answers, None)


def _letters(part: Part) -> list[Letter]:
    moments = [
        (part.acknowledges, "acknowledged", "we have your list"),
        (part.refuses, "refused", "our rules do not allow us to act without a court order"),
        (part.claims, "done", "your list is in place"),
    ]
    return [Letter(at, part.registry, state, note) for at, state, note in moments if at is not None]
