"""What an engine is given: days of an operation's forecast that are not in the lake, and how a day is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from tidegate.forecast.sources import PART, TABLE, left_out
from tidegate.operation.model import Operation
from tidegate.store.lake import Lake
from tidegate.store.tables import TABLES

Tell = Callable[[int], None]
"""Hears how many days were just finished, from any thread."""
Engine = Callable[["Job", Tell], None]
"""Makes and writes every day of a job."""


@dataclass(frozen=True)
class Job:
    """The rendezvous of `days`, which are in order, are to be in `lake`, each part made from `mark`."""

    lake: Lake
    operation: Operation
    days: Sequence[date]
    mark: str

    def write(self, day: date, tables: Mapping[int, pa.Table]) -> None:
        """Write one day whole, from the rows of each model by its place in the playbook."""
        rows = [tables[place] for place in sorted(tables)] or [TABLES[TABLE].empty_table()]
        together = pa.concat_tables(rows).unify_dictionaries()
        models = self.operation.playbook.models
        notes = {models[place].key: left_out(table) for place, table in tables.items() if left_out(table)}
        self.lake.write(TABLE, self.operation.name, day, PART, together, made_from=self.mark, notes=notes)

    def missing(self) -> list[date]:
        """The days that are not in the lake, or were made from something else."""
        name = self.operation.name
        return [day for day in self.days if self.lake.made_from(TABLE, name, day, PART) != self.mark]
