"""The figures behind the coverage calendar: what is open, per line and day, the worst line first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Cell:
    """One line's names on one day."""

    names: int = 0
    exempt: int = 0
    denied: int = 0

    @property
    def contested(self) -> int:
        """Names that an adversary could get: all but the exempt, which their owners hold."""
        return max(0, self.names - self.exempt)

    @property
    def open(self) -> int:
        """The gaps."""
        return max(0, self.contested - self.denied)

    @property
    def share(self) -> float:
        """The gaps' share, from 0 to 1; 0 where nothing is contested."""
        return self.open / self.contested if self.contested else 0.0

    def add(self, other: "Cell") -> None:
        """Count `other`'s names too."""
        self.names += other.names
        self.exempt += other.exempt
        self.denied += other.denied


@dataclass
class Line:
    """A suffix or a registry over the days, or what is left of them summed up."""

    label: str
    cells: dict[str, Cell] = field(default_factory=lambda: defaultdict(Cell))

    @property
    def open(self) -> int:
        """The gaps of all days."""
        return sum(cell.open for cell in self.cells.values())

    @property
    def contested(self) -> int:
        """The names of all days that an adversary could get."""
        return sum(cell.contested for cell in self.cells.values())


def worst_first(rows: Iterable[Mapping[str, Any]], *, by: str, measure: str, top: int) -> list[Line]:
    """The lines of `rows` by falling number of gaps; those after the first `top` are summed up in one last line.

    `measure` is the column that says what is denied, `claimed` or `verified`, or what is not, `gaps`.
    """
    lines: dict[str, Line] = {}
    for row in rows:
        label = str(row[by] or f"no {by}")
        line = lines.setdefault(label, Line(label))
        line.cells[row["day"]].add(_cell(row, measure))
    ranked = sorted(lines.values(), key=lambda line: (-line.open, line.label))
    return ranked if len(ranked) <= top + 1 else [*ranked[:top], _sum(ranked[top:])]


def _cell(row: Mapping[str, Any], measure: str) -> Cell:
    names, exempt = row["names"], row["exempt"]
    return Cell(names, exempt, names - exempt - row["gaps"] if measure == "gaps" else row[measure])


def _sum(lines: Sequence[Line]) -> Line:
    total = Line(f"{len(lines)} others")
    for line in lines:
        for day, cell in line.cells.items():
            total.cells[day].add(cell)
    return total
