"""The coverage calendar: a row a suffix, a column a day, in each cell how many names are open. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tidegate.web.standing import Standing

MEASURES = {
    "gaps": "by the best knowledge: the probe where there is one, else the claim",
    "claimed": "if every claim is true and nothing else counts",
    "verified": "if only what a probe has proved counts",
}
"""By which names may be counted as open."""
NO_SUFFIX = "(none)"
"""Stands for the names under no suffix of the playbook."""
_STEPS = (0.0, 0.01, 0.1, 0.5, 0.9999)
"""Upper ends of the shades, as shares of a cell's names; they are those of the chart of the same calendar."""


@dataclass(frozen=True)
class Cell:
    """One suffix on one day: open names of all contested, and the shade from 0 (none open) to 5 (all)."""

    day: date
    open: int
    contested: int
    exempt: int

    @property
    def shade(self) -> int:
        """How dark: by the open share, so that a single open name is seen, and most differs from all."""
        share = self.open / self.contested if self.contested else 0.0
        return sum(share > step for step in _STEPS)


@dataclass(frozen=True)
class Row:
    """A suffix with its cells in the order of the calendar's days; None on days on which it has no name."""

    suffix: str
    registry: str
    open: int
    contested: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Calendar:
    """The rows, the worst first, over `days`; `open` per day."""

    days: tuple[date, ...]
    open: tuple[int, ...]
    rows: tuple[Row, ...]


def calendar(totals: Iterable[Mapping[str, Any]], measure: str) -> Calendar:
    """The calendar of `totals`: rows with day, suffix, registry and the counts of a Standing."""
    found: dict[str, dict[date, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    registries: dict[str, str] = {}
    for row in totals:
        suffix = row["suffix"] or NO_SUFFIX
        found[suffix][row["day"]].append(row)
        registries[suffix] = row["registry"] or ""
    days = tuple(sorted({day for cells in found.values() for day in cells}))
    rows = [_row(suffix, registries[suffix], days, cells, measure) for suffix, cells in found.items()]
    opened = tuple(sum(cell.open for row in rows if (cell := row.cells[at])) for at in range(len(days)))
    return Calendar(days, opened, tuple(sorted(rows, key=lambda row: (-row.open, row.suffix))))


def _row(
    suffix: str, registry: str, days: Iterable[date], found: Mapping[date, list[Mapping[str, Any]]], measure: str
) -> Row:
    cells = tuple(_cell(day, found[day], measure) if day in found else None for day in days)
    there = [cell for cell in cells if cell]
    return Row(suffix, registry, sum(cell.open for cell in there), sum(cell.contested for cell in there), cells)


def _cell(day: date, rows: list[Mapping[str, Any]], measure: str) -> Cell:
    standing = Standing.of(rows)
    return Cell(day, standing.open(measure), standing.contested, standing.exempt)
