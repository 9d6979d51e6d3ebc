"""Names that were seen, and when: CSV with the columns `name` and `time`."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidegate.errors import TidegateError
from tidegate.names.days import Span
from tidegate.names.domain import normalise

_COLUMNS = ("name", "time")


@dataclass(frozen=True)
class Observations:
    """The distinct `names`; for each observation the row of its name, and its UTC day as a number from 1970-01-01."""

    names: pa.StringArray
    rows: NDArray[np.int64]
    days: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def span(self) -> Span:
        """The UTC days from the first observation to the last."""
        first, last = (np.datetime64(int(day), "D").item() for day in (self.days.min(), self.days.max()))
        return Span(first, last)


def read(lines: Iterable[str], file: str) -> Observations:
    """The observations of a file; a time without a zone is UTC. TidegateError with file and line for what is none."""
    seen = list(_parsed(lines, file))
    if not seen:
        raise TidegateError(f"{file}: holds no observation")
    names = pa.array([name for name, _ in seen], pa.string()).dictionary_encode()
    days = np.array([day for _, day in seen], "datetime64[D]").astype(np.int64)
    return Observations(names.dictionary, names.indices.to_numpy().astype(np.int64), days)


def _parsed(lines: Iterable[str], file: str) -> Iterator[tuple[str, date]]:
    rows = csv.DictReader(lines)
    missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise TidegateError(f"{file}:1: the column {missing[0]!r} is missing; the first line names the columns")
    while True:
        try:
            row = next(rows, None)
            if row is None:
                return
            yield normalise(row["name"] or ""), _day(row["time"] or "")
        except (TidegateError, ValueError, csv.Error) as error:
            raise TidegateError(f"{file}:{rows.line_num}: {error}") from None


def _day(text: str) -> date:
    moment = datetime.fromisoformat(text.strip())
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
