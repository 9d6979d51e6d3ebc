"""Popularity lists; the lists that are given replace all that were given before."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from tidegate.dns.collisions import finders, popularity
from tidegate.dns.collisions.hits import of_kind
from tidegate.dns.collisions.kinds import POPULAR
from tidegate.dns.collisions.sources.source import Clues, Look, Source


def _find(look: Look, given: Sequence[str]) -> Iterator[Clues]:
    listings = [popularity.read(Path(path)) for path in given]
    names = look.rendezvous.select("name")
    found = pa.concat_tables(finders.listed(look.lake, names, finders.hosts(listing)) for listing in listings)
    yield Clues(of_kind(POPULAR, found), flaws=[flaw for listing in listings for flaw in listing.flaws])


SOURCE = Source("popular", "popularity lists: rank,domain or one host a line", "FILE", _find)
