"""The rows that an export writes: a list as its format sees it, or what changed since the list that was sent."""

from dataclasses import dataclass
from pathlib import Path

import ibis

from tidegate.dns.export.delta import ADD, changes
from tidegate.dns.export.format import Batches, Format
from tidegate.store.lake import Lake


@dataclass(frozen=True)
class Content:
    """The rows of one export, in the format's order; of a delta also how many were added and withdrawn."""

    lake: Lake
    table: ibis.Table
    added: int | None = None
    withdrawn: int | None = None

    @property
    def changes(self) -> int:
        return (self.added or 0) + (self.withdrawn or 0)

    def rows(self, suffix: str | None = None) -> Batches:
        """See `format.Rows`."""
        rows = self.table.filter(self.table.suffix == suffix) if suffix else self.table
        return iter(self.lake.batches(rows))


def full(lake: Lake, format: Format, listing: Path) -> Content:
    """The list at `listing`."""
    return Content(lake, format.view(lake.file(listing)).order_by(*format.order))


def delta(lake: Lake, format: Format, listing: Path, base: Path) -> Content:
    """What the list at `listing` has and the one at `base` has not, and the other way round; of one name, what is
    withdrawn goes first."""
    table = changes(format, lake.file(listing), lake.file(base))
    added, every = (lake.execute(count).as_py() for count in ((table.change == ADD).sum(), table.count()))
    return Content(lake, table.order_by(*format.order, ibis.desc("change")), added or 0, every - (added or 0))


def grown(lake: Lake, format: Format, listing: Path, base: Path | None) -> set[str]:
    """The orders for which `listing` has rows that the list at `base` has not."""
    if base is None:
        return set()
    table = changes(format, lake.file(listing), lake.file(base))
    return set(lake.execute(table.filter(table.change == ADD).select("order").distinct())["order"].to_pylist())
