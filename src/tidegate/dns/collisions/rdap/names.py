"""About which names to ask."""

from collections.abc import Sequence

from tidegate.dns.collisions.finding import days_of
from tidegate.dns.collisions.kinds import KINDS, PUBLIC_SUFFIX, SHARED
from tidegate.errors import TidegateError
from tidegate.names.domain import normalise
from tidegate.operation.model import Operation
from tidegate.store.lake import Lake


def to_ask(lake: Lake, operation: Operation, names: Sequence[str] | None = None) -> list[str]:
    """`names`, which have to be rendezvous, or else every colliding name that is registered right below a suffix: the
    surest collisions first, then the earliest day."""
    if names is not None:
        wanted = [normalise(name) for name in names]
        for name in wanted:
            if not days_of(lake, operation.name, name):
                raise TidegateError(f"{name} is no rendezvous of {operation.name}: nobody is to be asked about it")
        return wanted
    kinds = [kind for kind in KINDS if kind not in (PUBLIC_SUFFIX, SHARED)]
    rows = lake.table("collisions", operation.name)
    rows = (
        rows.filter(rows.kind.isin(kinds))
        .group_by("name", "suffix")
        .agg(kinds=rows.kind.collect(distinct=True), first=rows.day.min())
    )
    found = [row for row in lake.execute(rows).to_pylist() if _is_registrable(row["name"], row["suffix"])]
    order = {kind: place for place, kind in enumerate(kinds)}
    found.sort(key=lambda row: (min(order[kind] for kind in row["kinds"]), row["first"], row["name"]))
    return [row["name"] for row in found]


def _is_registrable(name: str, suffix: str | None) -> bool:
    return suffix is not None and "." not in name.removesuffix(f".{suffix}")
