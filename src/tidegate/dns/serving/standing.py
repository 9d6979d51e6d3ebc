"""What the record says of the service: what was published, who has confirmed what, and when a release reached whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tidegate.dns.export.serial import is_newer
from tidegate.dns.serving.listing import Changes
from tidegate.dns.serving.log import Taken
from tidegate.dns.serving.resolvers import Resolver
from tidegate.store import Draft, Event, Records

PUBLISHED, CONFIRMED = "zone.published", "resolver.confirmed"
MOST_RELEASED = 1_000
"""So many released names stand on the record one by one; of a larger release, the number."""


@dataclass(frozen=True)
class Publication:
    """One serial, published at a moment (UTC): how many names, and what changed."""

    serial: int
    at: datetime
    names: int
    added: int
    withdrawn: int
    released: tuple[str, ...]


@dataclass(frozen=True)
class Confirmation:
    """At a moment (UTC) `resolver` had `serial`, by `kind` of transfer with so many bytes."""

    resolver: str
    fingerprint: str
    serial: int
    kind: str
    octets: int
    at: datetime


@dataclass(frozen=True)
class Standing:
    """Which serial a resolver has, how many publications it is behind, and since when: the moment the oldest serial
    that it lacks was published."""

    resolver: Resolver
    last: Confirmation | None
    behind: int
    since: datetime | None


@dataclass(frozen=True)
class Release:
    """A name given back by `serial`, and when a resolver confirmed that it no longer blocks it; None: not yet."""

    name: str
    serial: int
    published_at: datetime
    resolver: str
    confirmed_at: datetime | None


def published(operation: str, serial: int, changes: Changes) -> Draft:
    """The event that a publication is."""
    counts = {"names": changes.names, "added": changes.added, "withdrawn": changes.withdrawn}
    released = {"released": list(changes.released[:MOST_RELEASED]), "released_count": len(changes.released)}
    return Draft(PUBLISHED, operation, {"serial": serial, **counts, **released})


def confirmed(operation: str, resolver: Resolver, taken: Taken) -> Draft:
    """The event by which a resolver has a serial."""
    body = {"resolver": resolver.name, "fingerprint": resolver.fingerprint, "serial": taken.serial}
    return Draft(CONFIRMED, operation, {**body, "kind": taken.kind, "octets": taken.octets})


def publications(records: Records, operation: str) -> list[Publication]:
    """Every publication, oldest first."""
    return [_publication(event) for event in records.events(operation, {PUBLISHED})]


def confirmations(records: Records, operation: str) -> list[Confirmation]:
    """Every confirmation, oldest first."""
    return [Confirmation(**event.body, at=event.at) for event in records.events(operation, {CONFIRMED})]


def standings(
    known: Sequence[Resolver], made: Sequence[Publication], confirmed: Sequence[Confirmation]
) -> list[Standing]:
    """How each resolver stands; what it confirmed with a key that it no longer has counts, since it has it still."""
    return [_standing(resolver, made, _of(resolver, confirmed)) for resolver in known]


def releases(
    known: Sequence[Resolver], made: Sequence[Publication], confirmed: Sequence[Confirmation]
) -> Iterator[Release]:
    """Every name that was given back, and when each resolver confirmed it."""
    for publication in made:
        for resolver in known:
            mine = [one for one in _of(resolver, confirmed) if not is_newer(publication.serial, one.serial)]
            at = mine[0].at if mine else None
            for name in publication.released:
                yield Release(name, publication.serial, publication.at, resolver.name, at)


def _of(resolver: Resolver, confirmed: Sequence[Confirmation]) -> list[Confirmation]:
    return [one for one in confirmed if one.resolver == resolver.name]


def _standing(resolver: Resolver, made: Sequence[Publication], mine: Sequence[Confirmation]) -> Standing:
    last = mine[-1] if mine else None
    missing = [one for one in made if last is None or is_newer(one.serial, last.serial)]
    return Standing(resolver, last, len(missing), missing[0].at if missing else None)


def _publication(event: Event) -> Publication:
    body = {key: event.body[key] for key in ("serial", "names", "added", "withdrawn")}
    return Publication(**body, released=tuple(event.body["released"]), at=event.at)
