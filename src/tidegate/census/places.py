"""The population per network and per country: the largest first, the rest summed, the unknown never dropped."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import ibis

from tidegate.census import kinds
from tidegate.census.enrichment import Database, Network
from tidegate.names.days import Span
from tidegate.store.lake import Lake

UNKNOWN = "unknown"
"""The place of an address that the file does not know."""
Counts = Counter[Network | str | None]
"""Distinct addresses by their network or country; under None those that the file does not know."""


@dataclass(frozen=True)
class Place:
    """Distinct addresses in a network or country, and their share (0 to 1) of all."""

    place: str
    addresses: int
    share: float


def addresses(lake: Lake, operation: str, span: Span | None = None) -> Iterator[str]:
    """Every distinct address from which a bot checked in, once."""
    rows = lake.table("sightings", operation, span)
    distinct = rows.filter(kinds.kind(rows) == kinds.Kind.BOTS.value).select("source").distinct()
    for batch in lake.batches(distinct.order_by(ibis.asc("source"))):
        yield from batch.column("source").to_pylist()


def located(sources: Iterable[str], asn: Database | None, country: Database | None) -> tuple[Counts, Counts]:
    """How many of `sources` are in each network and in each country, as far as there is a file for it."""
    networks: Counts = Counter()
    countries: Counts = Counter()
    for source in sources:
        if asn:
            networks[asn.network(source)] += 1
        if country:
            countries[country.country(source)] += 1
    return networks, countries


def ranked(counts: Mapping[Network | str | None, int], top: int = 10) -> list[Place]:
    """The `top` largest, those equal by name, then the unknown, then all others as one row if they are several."""
    total = sum(counts.values())
    named = ((str(place), n) for place, n in counts.items() if place is not None)
    known = sorted(named, key=lambda row: (-row[1], row[0]))
    first, rest = (known, []) if len(known) <= top + 1 else (known[:top], known[top:])
    rows = [*first, (UNKNOWN, counts.get(None, 0)), (f"{len(rest):,} others", sum(n for _, n in rest))]
    return [Place(place, n, n / total) for place, n in rows if n]
