"""The rows that an export writes: a list as its format sees it, or what changed since the list that was sent.

A list is looked at range by range of the column that its format orders by, so that six million names need no more
memory than some hundred thousand.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import ibis

from tidegate.dns.export.delta import ADD, changes
from tidegate.dns.export.format import Batches, Format
from tidegate.dns.export.ranges import Range, ranges
from tidegate.store.lake import Lake

_CELLS = 200_000
"""How many cells the engine sorts at once, about: the more columns a format sees, the fewer rows."""
_BATCH = 1 << 11
"""How many rows are made into text at once."""


@dataclass(frozen=True)
class Content:
    """The rows of one export, in the format's order; of a delta also how many were added and withdrawn."""

    lake: Lake
    parts: Sequence[Range]
    rows_of: Callable[[Range], ibis.Table]
    added: int | None = None
    withdrawn: int | None = None

    @property
    def changes(self) -> int:
        return (self.added or 0) + (self.withdrawn or 0)

    def rows(self, suffix: str | None = None) -> Batches:
        """See `format.Rows`."""
        for part in self.parts:
            rows = self.rows_of(part)
            yield from self.lake.batches(rows.filter(rows.suffix == suffix) if suffix else rows, _BATCH)


def full(lake: Lake, format: Format, listing: Path) -> Content:
    """The list at `listing`."""

    def rows_of(part: Range) -> ibis.Table:
        return format.details(format.view(part.of(lake.file(listing))).order_by(*format.order))

    return Content(lake, _parts(lake, format, [lake.file(listing)]), rows_of)


def delta(lake: Lake, format: Format, listing: Path, base: Path) -> Content:
    """What the list at `listing` has and the one at `base` has not, and the other way round; of one name, what is
    withdrawn goes first."""
    changed = _changed(lake, format, listing, base)

    def rows_of(part: Range) -> ibis.Table:
        return format.details(changed(part).order_by(*format.order, ibis.desc("change")))

    parts = _parts(lake, format, [lake.file(listing), lake.file(base)])
    added, every = 0, 0
    for part in parts:
        table = changed(part)
        [counts] = lake.execute(table.agg(added=(table.change == ADD).sum(), every=table.count())).to_pylist()
        added, every = added + (counts["added"] or 0), every + counts["every"]
    return Content(lake, parts, rows_of, added, every - added)


def grown(lake: Lake, format: Format, listing: Path, base: Path | None) -> set[str]:
    """The orders for which `listing` has rows that the list at `base` has not."""
    if base is None:
        return set()
    changed = _changed(lake, format, listing, base)
    found: set[str] = set()
    for part in _parts(lake, format, [lake.file(listing), lake.file(base)]):
        table = changed(part)
        orders = lake.execute(table.filter(table.change == ADD).select("order").distinct())
        found.update(orders["order"].to_pylist())
    return found


def _parts(lake: Lake, format: Format, lists: Sequence[ibis.Table]) -> list[Range]:
    columns = len(format.view(lists[0]).columns)
    return ranges(lake, lists, format.order[0], _CELLS // columns)


def _changed(lake: Lake, format: Format, listing: Path, base: Path) -> Callable[[Range], ibis.Table]:
    return lambda part: changes(format, part.of(lake.file(listing)), part.of(lake.file(base)))
