"""Who plays which registry, and what is planted: drawn from a seed, and known to the test alone."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

SEED = 2009
OURS = ("ns1.sinkhole.invalid", "ns2.sinkhole.invalid")
ADVERSARY = ("ns1.bulletproof.invalid", "ns2.bulletproof.invalid")
OWNER = ("ns1.hosting.invalid",)


@dataclass
class Part:
    """One registry: its names with their days, what it says of each of them, and what stands in its zone.

    `says` is None where it answers nothing; `zone` has the name servers of each name that is delegated.
    """

    registry: str
    action: str
    rendezvous: list[tuple[date, str]]
    role: str = "acts"
    says: dict[str, str] | None = None
    zone: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        return sorted({name for _, name in self.rendezvous})

    def claims(self, name: str) -> bool:
        """Whether it says that the name is done; an order that is verified counts as acted on, whoever said nothing."""
        if self.role == "acts and says nothing":
            return self.zone.get(name) == OURS
        return self.says is not None and self.says.get(name) == "done"

    def denies(self, name: str) -> bool:
        holder = self.zone.get(name)
        return holder == OURS or (holder is None and self.action == "block" and self.claims(name))

    def counts(self, exempt: set[str]) -> dict[str, int]:
        """What the coverage has to say of it."""
        counts = Counter(names=0, exempt=0, claimed=0, probed=0, verified=0, gaps=0, contradicted=0, taken=0)
        for _, name in self.rendezvous:
            counts.update(names=1, probed=1)
            if name in exempt:
                counts.update(exempt=1)
                continue
            claimed, denied = self.claims(name), self.denies(name)
            counts.update(claimed=claimed, verified=denied, gaps=not denied)
            counts.update(contradicted=claimed and not denied, taken=self.zone.get(name) in (ADVERSARY, OWNER))
        return dict(counts)

    def why(self, name: str) -> str:
        """Why `name` is open, as the gaps have to say."""
        if self.zone.get(name) in (ADVERSARY, OWNER):
            return "taken by an outsider"
        if self.claims(name):
            return "said to be done, and is not"
        return {"refuses": "refused", "silent": "sent, not acknowledged"}.get(self.role, "acknowledged, not done")

    def state(self, exempt: set[str]) -> str:
        """How far its order has come when all its days were probed."""
        wanted = [name for name in self.names if name not in exempt]
        if all(map(self.denies, wanted)):
            return "verified"
        if self.says is not None and all(map(self.claims, wanted)):
            return "regressed"
        return {"refuses": "refused", "silent": "sent"}.get(self.role, "acknowledged")


@dataclass
class Plot:
    """Everything that is planted: the parts, whose names were taken by whom, and who is to move later."""

    parts: dict[str, Part]
    part_of: dict[str, Part]
    adversarys: set[str] = field(default_factory=set)
    next_prize: str = ""
    known: list[str] = field(default_factory=list)  # owners' names that a popularity list shows before a list goes out
    wronged: list[str] = field(default_factory=list)  # owners' names that were taken, and that evidence shows later
    spared: list[str] = field(default_factory=list)  # owners' names that the registry itself left alone
    appellant: str = ""  # an owner's name that was taken, and that nothing shows but its owner's claim

    @property
    def owners(self) -> set[str]:
        return {*self.known, *self.wronged, *self.spared, self.appellant}

    def move(self, name: str) -> None:
        """The adversary registers `name`."""
        self.part_of[name].zone[name] = ADVERSARY

    def give_back(self, name: str) -> None:
        """The registry leads `name` to its owner again."""
        self.part_of[name].zone[name] = OWNER

    def zones(self) -> Iterator[dict[str, tuple[str, ...]]]:
        """What every registry has in its zones."""
        return (part.zone for part in self.parts.values())

    def of(self, *roles: str) -> list[Part]:
        return [part for part in self.parts.values() if part.role in roles]

    def gaps(self, day: date, exempt: set[str]) -> dict[str, str]:
        """Why each open name of `day` is open."""
        return {
            name: part.why(name)
            for part in self.parts.values()
            for on, name in part.rendezvous
            if on == day and name not in exempt and not part.denies(name)
        }


def plot(rendezvous: dict[str, list[tuple[date, str]]], sinkholing: list[str], last: date) -> Plot:
    """Draw the parts and the plants from the seed: the same for the same names."""
    draw = random.Random(SEED)
    parts = {id: Part(id, "sinkhole" if id in sinkholing else "block", rows) for id, rows in sorted(rendezvous.items())}
    drawn = Plot(parts, {name: part for part in parts.values() for name in part.names})
    sinkholers = draw.sample([part for part in parts.values() if part.action == "sinkhole"], len(sinkholing))
    blockers = [part for part in parts.values() if part.action == "block"]
    draw.shuffle(blockers)
    _cast(sinkholers, {"lies": 3, "acts and says nothing": 2, "epp": 1})
    _cast(blockers, {"epp": 1, "refuses": 6, "silent": 12, "does a part": 8, "says it in a word": 20})
    times = Counter(name for part in parts.values() for _, name in part.rendezvous)
    fresh = {
        part.registry: iter(draw.sample([name for name in part.names if times[name] == 1], 20))
        for part in parts.values()
    }

    def take(part: Part) -> str:
        return next(fresh[part.registry])

    sinking = [part for part in sinkholers if part.role == "acts"]
    blocking = [part for part in blockers if part.role == "acts"]
    drawn.known = [take(part) for part in blocking[:2]]
    drawn.wronged = [take(part) for part in (sinking[0], *blocking[2:5])]
    drawn.appellant = take(sinking[1])
    for part in parts.values():
        _play(part, drawn, take)
    for part in (*drawn.of("silent")[:2], drawn.of("refuses")[0], *blocking[5:7]):
        name = take(part)
        drawn.adversarys.add(name)
        drawn.move(name)
    drawn.next_prize = next(name for day, name in blocking[7].rendezvous if day == last and times[name] == 1)
    return drawn


def _cast(troupe: list[Part], roles: dict[str, int]) -> None:
    names = [role for role, count in roles.items() for _ in range(count)]
    for part, role in zip(troupe, names, strict=False):
        part.role = role


def _play(part: Part, drawn: Plot, take: Callable[[Part], str]) -> None:
    """What `part` does and says by its role."""
    asked = [name for name in part.names if name not in drawn.known]
    part.zone |= {name: OWNER for name in part.names if name in drawn.known}
    if part.role in ("silent", "refuses"):
        return
    undone: dict[str, str | None] = {}
    if part.role == "does a part":
        undone = {take(part): said for said in ("refused", "failed", "pending", None) for _ in range(2)}
    elif part.role == "epp":
        kept_back = 3 if part.action == "sinkhole" else 0  # a name that the registry keeps back is as good as blocked
        undone = {take(part): "refused" for _ in range(kept_back)} | {(held := take(part)): "taken"}
        (drawn.spared.append if part.action == "block" else drawn.adversarys.add)(held)
        part.zone[held] = OWNER if part.action == "block" else ADVERSARY
    if part.role != "acts and says nothing":
        part.says = {name: said for name in asked if (said := undone.get(name, "done"))}
    if part.action == "sinkhole":
        missing = {take(part) for _ in range(5)} if part.role == "lies" else set()
        part.zone |= {name: OURS for name in asked if name not in undone and name not in missing}
