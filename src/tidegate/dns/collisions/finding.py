"""Collisions: rendezvous that are also somebody's real name, a public suffix, or two models' at once.

A rendezvous collides with a host when it is the host's name or the host lies under it: who blocks `jogli.com` blocks
`www.jogli.com`. Two models share a rendezvous when it is the same name while both are live; one model that comes back
to a name on another day collides with nobody. A shared name is told but not proposed for exemption: it is the botnet's
twice over, not an owner's.

Everything is joined in the lake; each finder's results are a part of their own in the table `collisions`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from tidegate.dns.collisions import finders, popularity
from tidegate.dns.collisions.exemptions import Proposal
from tidegate.dns.collisions.finders import LEGITIMATE, POPULAR, PUBLIC_SUFFIX, SHARED
from tidegate.errors import TidegateError
from tidegate.names.days import Span
from tidegate.names.domain import normalise
from tidegate.operation.model import Operation
from tidegate.store.lake import Lake
from tidegate.store.tables import TABLES

KINDS = (LEGITIMATE, PUBLIC_SUFFIX, POPULAR, SHARED)
"""The surest first."""


@dataclass(frozen=True)
class Collision:
    """A rendezvous of `day` that collides, and the requests that its owner would get for it (None: unknown)."""

    day: date
    name: str
    suffix: str | None
    family: str
    variant: str
    kind: str
    evidence: str
    load: float | None


@dataclass(frozen=True)
class Found:
    """How many collisions each finder wrote, and the flawed lines of the lists that were read."""

    counts: dict[str, int]
    flaws: tuple[str, ...]


def find(lake: Lake, operation: Operation, popular: Sequence[Path] = (), span: Span | None = None) -> Found:
    """Find the collisions of the forecast (of `span`) and write them to the lake, in the place of what each finder
    found before; without `popular` lists, what was found with earlier ones stays.

    TidegateError where there is no forecast, or a list cannot be read; nothing is written then.
    """
    days = [day for day in lake.days("forecast", operation.name) if span is None or day in span]
    if not days:
        raise TidegateError(f"there is no forecast of {operation.name} to look for collisions in")
    listings = [popularity.read(path) for path in popular]
    rendezvous = lake.table("forecast", operation.name, span)
    names = rendezvous.select("name")
    hits = {
        LEGITIMATE: finders.listed(lake, names, finders.sites(operation.playbook)),
        PUBLIC_SUFFIX: finders.public_suffixes(lake, names),
        SHARED: finders.shared(lake, rendezvous, operation.playbook.models),
    }
    if listings:
        hits[POPULAR] = pa.concat_tables(finders.listed(lake, names, finders.hosts(listing)) for listing in listings)
    counts = {}
    for kind, found in hits.items():
        rows = lake.execute(finders.collisions(rendezvous, found, kind, operation.playbook.models))
        _write(lake, operation.name, days, kind, rows)
        counts[kind] = rows.num_rows
    return Found(counts, tuple(flaw for listing in listings for flaw in listing.flaws))


def rows(lake: Lake, operation: str, span: Span | None = None) -> list[Collision]:
    """What was found: the surest kind first, then by load, day and name."""
    table = lake.execute(lake.table("collisions", operation, span).drop("operation"))
    return sorted((Collision(**row) for row in table.to_pylist()), key=_order)


def proposals(collisions: Iterable[Collision]) -> list[Proposal]:
    """What a person has to decide: one proposal for each name and piece of evidence, with all its days."""
    days: dict[tuple[str, str], set[date]] = defaultdict(set)
    for collision in collisions:
        if collision.kind != SHARED:
            days[collision.name, f"{collision.kind}: {collision.evidence}"].add(collision.day)
    return [Proposal(name, tuple(sorted(found)), reason) for (name, reason), found in days.items()]


def days_of(lake: Lake, operation: str, name: str) -> tuple[date, ...]:
    """The days on which the forecast has `name`."""
    table = lake.table("forecast", operation)
    days = lake.execute(table.filter(table.name == normalise(name)).select("day").distinct().order_by("day"))
    return tuple(days["day"].to_pylist())


def _order(collision: Collision) -> tuple[int, float, date, str]:
    return KINDS.index(collision.kind), -(collision.load or 0), collision.day, collision.name


def _write(lake: Lake, operation: str, days: Sequence[date], kind: str, found: pa.Table) -> None:
    for day in days:
        rows = found.filter(pc.equal(found["day"], pa.scalar(day)))
        if rows.num_rows or lake.has("collisions", operation, day, kind):
            lake.write("collisions", operation, day, kind, rows.select(TABLES["collisions"].names))
