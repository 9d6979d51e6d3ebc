"""A table that is derived from the log, and can be thrown away and made again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from tidegate.store.events import Event

METADATA = sa.MetaData()
"""Every projection's tables; the log itself is kept apart (`records.LOG`)."""


@dataclass(frozen=True)
class Projection:
    """A derived table: for each event `kind`, how the table changes. Raise `version` when the table or a rule changes.

    A projection lives in the room that owns its words (`dns/orders/life.py` owns the work orders) and is caught up by
    `Records` whenever it is read, so nobody has to know which projections exist.
    """

    table: sa.Table
    version: int
    on: Mapping[str, Callable[[sa.Connection, Event], None]]

    @property
    def name(self) -> str:
        return str(self.table.name)
