"""The hit that a held name makes: another operator's sinkhole, or registered. Pure."""

from collections.abc import Collection, Iterator
from datetime import date

from tidegate.dns.collisions.hits import Hit
from tidegate.dns.collisions.kinds import SINKHOLE
from tidegate.dns.collisions.sinkholes.known import KnownSinkholes, Sign


def held(
    name: str,
    kind: str,
    evidence: str,
    sinkholes: KnownSinkholes,
    nameservers: Collection[str],
    addresses: Collection[str] = (),
    since: date | None = None,
) -> Iterator[Hit]:
    """A hit of `kind`, or of the kind sinkhole where `name` surely is another operator's; none where it is our own."""
    return of_sign(Hit(name, kind, evidence, since), sinkholes.sign(nameservers, addresses))


def of_sign(hit: Hit, sign: Sign | None) -> Iterator[Hit]:
    """The same, where the sign of a sinkhole is known."""
    if sign is None:
        yield hit
    elif not sign.sure:
        yield hit._replace(evidence=f"{hit.evidence}; perhaps a sinkhole of {sign.operator} ({sign.how})")
    elif not sign.ours:
        yield hit._replace(kind=SINKHOLE, evidence=f"a sinkhole of {sign.operator} ({sign.how}); {hit.evidence}")
