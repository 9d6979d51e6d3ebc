"""What the names of each registry are to the bots of each model on one day: what chasing and what-if start from."""

from datetime import date

from tidegate.dns.coverage.cells import Cell, cells
from tidegate.names.days import Span
from tidegate.web.page import COVERAGE, Visit


def pooled(visit: Visit, day: date) -> list[Cell]:
    """The cells of `day`."""
    found: list[Cell] = visit.remember(_cells, day, reads=COVERAGE)
    return found


def _cells(visit: Visit, day: date) -> list[Cell]:
    return cells(visit.home.lake, visit.home.records, visit.operation, Span.of(day, 1))
