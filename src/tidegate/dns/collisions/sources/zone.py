"""Zone files: who is registered under a TLD today. A file replaces what an older one of the same zone gave."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa

from tidegate.dns.collisions.held import held
from tidegate.dns.collisions.hits import Hit, table
from tidegate.dns.collisions.kinds import REGISTERED
from tidegate.dns.collisions.packed import lines, opened
from tidegate.dns.collisions.sieve import Sieve
from tidegate.dns.collisions.sources.source import Clues, Look, Source
from tidegate.dns.collisions.zonefile import Delegation, ZoneReader

_CHUNK = 100_000
_SERVERS_TOLD = 3


def _find(look: Look, given: Sequence[str]) -> Iterator[Clues]:
    for text in given:
        path = Path(text)
        reader = ZoneReader(path.name)
        with opened(path) as file:
            servers = _candidates(reader.delegations(lines(file, path.name)), look.sieve)
        hits = chain.from_iterable(_hits(look, path.name, name, found) for name, found in servers.items())
        yield Clues(table(hits), scope=reader.apex)


def _candidates(delegations: Iterator[Delegation], sieve: Sieve) -> dict[str, set[str]]:
    """The name servers of each delegated name that may be a rendezvous."""
    found: dict[str, set[str]] = {}
    while chunk := list(islice(delegations, _CHUNK)):
        passes = sieve.passes(pa.array([each.owner for each in chunk], pa.string()))
        for row in pa.compute.indices_nonzero(passes).to_pylist():
            found.setdefault(chunk[row].owner, set()).add(chunk[row].server)
    return found


def _hits(look: Look, file: str, name: str, servers: Iterable[str]) -> Iterator[Hit]:
    named = sorted(servers)
    more = f" and {len(named) - _SERVERS_TOLD} more" if len(named) > _SERVERS_TOLD else ""
    evidence = f"delegated to {', '.join(named[:_SERVERS_TOLD])}{more}, by {file}"
    yield from held(name, REGISTERED, evidence, look.sinkholes, named)


SOURCE = Source("zone", "a zone file of a TLD, as CZDS delivers it, plain or gzipped", "FILE", _find)
