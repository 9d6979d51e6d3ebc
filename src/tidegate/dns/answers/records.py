"""The records of a file of separated values, whatever its quotes: nothing that stands in the file is lost. Pure."""

import csv
from collections.abc import Iterable, Iterator

Record = tuple[int, list[str]]
"""The line (from 1) on which a record begins, and its cells without the blanks around them."""


def records(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """The records of `lines`, without empty ones and comments (`#` in front).

    A quoted cell may go over several lines. Where the quotes do not match, or are never closed, each line is a record
    by itself.
    """
    source = _Remembered(lines)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        source.held.clear()
        first = source.count + 1
        try:
            found = [(first, next(reader))]
        except StopIteration:
            return
        except csv.Error:
            found = [(first + place, _alone(line, delimiter)) for place, line in enumerate(source.held)]
        for line, cells in found:
            stripped = [cell.strip() for cell in cells]
            if any(stripped) and not stripped[0].startswith("#"):
                yield line, stripped


def _alone(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(delimiter)]


class _Remembered:
    """Lines that are remembered until `held` is cleared, and counted."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.held: list[str] = []
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.held.append(line)
        self.count += 1
        return line
