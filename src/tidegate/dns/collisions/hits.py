"""What a finder found: names, each with a kind and its evidence, as an Arrow table."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import pyarrow as pa

FINDINGS = ("kind", "evidence", "since")
"""The columns of hits that say what was found; all others (name, sometimes day and model) say of which rendezvous."""


class Hit(NamedTuple):
    """`name` is of a kind, by this evidence (for people); somebody has had it `since` a day, where that is known."""

    name: str
    kind: str
    evidence: str
    since: date | None = None


SCHEMA = pa.schema({"name": pa.string(), "kind": pa.string(), "evidence": pa.string(), "since": pa.date32()})


def table(hits: Iterable[Hit]) -> pa.Table:
    """`hits` as a table."""
    return pa.Table.from_pylist([hit._asdict() for hit in hits], schema=SCHEMA)


def of_kind(kind: str, found: pa.Table) -> pa.Table:
    """`found` (name, evidence and whatever else says of which rendezvous) as hits of `kind`, of unknown age."""
    kinds = pa.array([kind] * found.num_rows, pa.string())
    return found.append_column("kind", kinds).append_column("since", pa.nulls(found.num_rows, pa.date32()))
