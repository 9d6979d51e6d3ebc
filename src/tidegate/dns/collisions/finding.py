"""Collisions: rendezvous that are also somebody's real name, a public suffix, or two models' at once.

A rendezvous collides with a host when it is the host's name or the host lies under it: who blocks `jogli.com` blocks
`www.jogli.com`. Two models share a rendezvous when it is the same name while both are live; one model that comes back
to a name on another day collides with nobody. A shared name is told but not proposed for exemption: it is the botnet's
twice over, not an owner's.

Everything is joined in the lake; the results of each finder, and of each source of evidence, are a part of their own in
the table `collisions`.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from tidegate.dns.collisions import finders, sources
from tidegate.dns.collisions.exemptions import Proposal
from tidegate.dns.collisions.hits import of_kind
from tidegate.dns.collisions.kinds import KINDS, LEGITIMATE, POPULAR, PUBLIC_SUFFIX, SHARED
from tidegate.dns.collisions.sources.source import Clues, Look
from tidegate.errors import TidegateError
from tidegate.names.days import Span
from tidegate.names.domain import normalise
from tidegate.operation.model import Operation
from tidegate.store.lake import Lake
from tidegate.store.tables import TABLES

__all__ = ["KINDS", "Collision", "Found", "days_of", "find", "proposals", "rows"]
PROPOSED = (LEGITIMATE, PUBLIC_SUFFIX, POPULAR)
"""The kinds whose every name is proposed for exemption, whatever else is known of it."""


@dataclass(frozen=True)
class Collision:
    """A rendezvous of `day` that collides, the requests that its owner would get for it (None: unknown), and since when
    somebody has had it (None: unknown)."""

    day: date
    name: str
    suffix: str | None
    family: str
    variant: str
    kind: str
    evidence: str
    load: float | None
    since: date | None = None


@dataclass(frozen=True)
class Found:
    """How many collisions of each kind were written, and the flawed lines of the lists that were read."""

    counts: dict[str, int]
    flaws: tuple[str, ...]


def find(
    lake: Lake,
    operation: Operation,
    popular: Sequence[Path] = (),
    span: Span | None = None,
    given: Mapping[str, Sequence[str]] | None = None,
) -> Found:
    """Find the collisions of the forecast (of `span`) and write them to the lake, in the place of what each finder
    found before. `given` says what each source of evidence is to look in, `popular` the same for popularity lists;
    without them, what was found with earlier ones stays.

    TidegateError where there is no forecast, or a file cannot be read; nothing is written then.
    """
    days = [day for day in lake.days("forecast", operation.name) if span is None or day in span]
    if not days:
        raise TidegateError(f"there is no forecast of {operation.name} to look for collisions in")
    look = Look(lake, operation, span)
    parts = _of_playbook(look) | _of_sources(look, {**(given or {}), **_listed(popular)})
    counts: Counter[str] = Counter()
    for part, clues in parts.items():
        rows = lake.execute(finders.collisions(look.rendezvous, clues.hits, operation.playbook.models))
        _write(lake, operation.name, days, part, rows)
        counts.update(rows["kind"].to_pylist())
    return Found(dict(counts), tuple(flaw for clues in parts.values() for flaw in clues.flaws))


def rows(lake: Lake, operation: str, span: Span | None = None) -> list[Collision]:
    """What was found: the surest kind first, then by load, day and name."""
    table = lake.execute(lake.table("collisions", operation, span).drop("operation"))
    return sorted((Collision(**row) for row in table.to_pylist()), key=_order)


def proposals(collisions: Iterable[Collision], owned: Container[str] = ()) -> list[Proposal]:
    """What a person has to decide: one proposal for each name and piece of evidence, with all its days. `owned` are
    names that were judged to be somebody's, whatever the kind of the evidence."""
    days: dict[tuple[str, str], set[date]] = defaultdict(set)
    for collision in collisions:
        if collision.kind in PROPOSED or collision.name in owned:
            days[collision.name, f"{collision.kind}: {collision.evidence}"].add(collision.day)
    return [Proposal(name, tuple(sorted(found)), reason) for (name, reason), found in days.items()]


def days_of(lake: Lake, operation: str, name: str) -> tuple[date, ...]:
    """The days on which the forecast has `name`."""
    table = lake.table("forecast", operation)
    days = lake.execute(table.filter(table.name == normalise(name)).select("day").distinct().order_by("day"))
    return tuple(days["day"].to_pylist())


def _listed(popular: Sequence[Path]) -> dict[str, Sequence[str]]:
    return {POPULAR: [str(path) for path in popular]} if popular else {}


def _of_playbook(look: Look) -> dict[str, Clues]:
    """What needs no more than the playbook and the forecast, by the part that it is written to."""
    lake, playbook, names = look.lake, look.operation.playbook, look.rendezvous.select("name")
    found = {
        LEGITIMATE: finders.listed(lake, names, finders.sites(playbook)),
        PUBLIC_SUFFIX: finders.public_suffixes(lake, names),
        SHARED: finders.shared(lake, look.rendezvous, playbook.models),
    }
    return {kind: Clues(of_kind(kind, hits)) for kind, hits in found.items()}


def _of_sources(look: Look, given: Mapping[str, Sequence[str]]) -> dict[str, Clues]:
    return {
        "-".join(filter(None, [name, clues.scope])): clues
        for name, values in given.items()
        for clues in sources.find(name).find(look, values)
    }


def _order(collision: Collision) -> tuple[int, float, date, str]:
    return KINDS.index(collision.kind), -(collision.load or 0), collision.day, collision.name


def _write(lake: Lake, operation: str, days: Sequence[date], part: str, found: pa.Table) -> None:
    for day in days:
        rows = found.filter(pc.equal(found["day"], pa.scalar(day)))
        if rows.num_rows or lake.has("collisions", operation, day, part):
            lake.write("collisions", operation, day, part, rows.select(TABLES["collisions"].names))
