"""Cells: what the names of one registry are to the bots of one model on one day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tidegate.dns.coverage import tally
from tidegate.dns.coverage.alike import names_alike, of_model
from tidegate.dns.coverage.exposure import exposure
from tidegate.names.days import Span
from tidegate.operation.model import Model, Operation
from tidegate.store import Records
from tidegate.store.lake import Lake

Pool = tuple[date, Model]
"""The names that the bots of a model choose from on a day."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Of `names` under one registry's suffixes (a name that the model makes twice counts twice), how many could be an
    adversary's (`contested`: all but the exempt), and how many are open by the best knowledge (`gaps`). `registry` is
    None where nobody is known to run the suffix."""

    day: date
    model: Model
    registry: str | None
    names: int
    contested: int
    gaps: int

    @property
    def pool(self) -> Pool:
        return self.day, self.model


def cells(lake: Lake, records: Records, operation: Operation, span: Span) -> list[Cell]:
    """The cells of `span`, by day, model and registry."""
    alike = names_alike(lake, records, operation, span)
    found = [
        Cell(row["day"], model, row["registry"], row["names_sum"], row["contested_sum"], row["gaps_sum"])
        for model, copies in zip(operation.playbook.models, tally.copies(operation), strict=True)
        for row in _per_registry(of_model(alike, copies, model))
    ]
    return sorted(found, key=lambda cell: (cell.day, cell.model.key, cell.registry or ""))


def sizes(found: Iterable[Cell]) -> dict[Pool, int]:
    """How many names there are to choose from in each pool."""
    return _sums((cell.pool, cell.names) for cell in found)


def open_names(found: Iterable[Cell]) -> dict[Pool, int]:
    """How many names are open in each pool."""
    return _sums((cell.pool, cell.gaps) for cell in found)


def exposed(pool: Pool, names: int, gaps: int) -> float:
    """The exposure of a pool of `names` with so many `gaps`."""
    behaviour = pool[1].behaviour
    return exposure(names, gaps, behaviour.tries, behaviour.rounds)


def bots(exposures: Mapping[Pool, float]) -> float | None:
    """How many bots are expected to reach the adversary, a bot counted once a day; None where a model's population is
    not known."""
    reached = [None if pool[1].population is None else pool[1].population * share for pool, share in exposures.items()]
    return None if None in reached else sum(bots for bots in reached if bots is not None)


def _per_registry(table: pa.Table) -> list[dict[str, Any]]:
    contested = pc.subtract(table["names"], table["exempt"])
    counts = {"names": table["names"], "contested": contested, "gaps": table["gaps"]}
    weighed = {name: pc.multiply(count, table["copies"]) for name, count in counts.items()}
    columns = pa.table({"day": table["day"], "registry": table["registry"], **weighed})
    rows: list[dict[str, Any]] = (
        columns.group_by(["day", "registry"]).aggregate([(name, "sum") for name in counts]).to_pylist()
    )
    return rows


def _sums(pairs: Iterable[tuple[Pool, int]]) -> dict[Pool, int]:
    sums: dict[Pool, int] = defaultdict(int)
    for pool, count in pairs:
        sums[pool] += count
    return dict(sums)
