"""Our own probes: names that led somewhere when they were last probed."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import ibis

from tidegate.dns.collisions.held import held
from tidegate.dns.collisions.hits import Hit, table
from tidegate.dns.collisions.kinds import REGISTERED
from tidegate.dns.collisions.sources.source import Clues, Look, Source
from tidegate.errors import TidegateError


def _find(look: Look, given: Sequence[str]) -> Iterator[Clues]:
    if set(given) != {"newest"}:
        raise TidegateError(f"probes: {', '.join(given)!r} cannot be looked in; write probes=newest")
    probes = look.lake.table("probes", look.operation.name, look.span)
    newest = probes.group_by("name").agg(
        **{column: probes[column].argmax(probes.probed_at) for column in ("addresses", "nameservers")},
        probed_at=probes.probed_at.max(),
    )
    held_ones = newest.filter((newest.addresses.length() > 0) | (newest.nameservers.length() > 0))
    rows = look.lake.execute(held_ones.order_by(ibis.asc("name"))).to_pylist()
    yield Clues(table(chain.from_iterable(_hits(look, row) for row in rows)))


def _hits(look: Look, row: dict[str, Any]) -> Iterator[Hit]:
    leads = ", ".join(row["addresses"][:3] or row["nameservers"][:3])
    evidence = f"led to {leads} when it was probed on {row['probed_at']:%Y-%m-%d %H:%M} UTC"
    yield from held(row["name"], REGISTERED, evidence, look.sinkholes, row["nameservers"], row["addresses"])


SOURCE = Source("probes", "our own probes, the newest of each name", "newest", _find)
