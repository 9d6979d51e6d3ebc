"""One model's candidates made sure of: its sets are made again in the order of their days, each at most once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidegate.identify.hashing import Hashes
from tidegate.identify.match import Match
from tidegate.identify.models import Model
from tidegate.identify.shelf import Shelf
from tidegate.names.days import Span

Rows = NDArray[np.int64]
_NOBODY: Rows = np.zeros(0, np.int64)
_GOING_ON = 16
"""Sets made ahead, where names may go on from set to set nobody knows how long."""


@dataclass(frozen=True)
class Course:
    """A model's sets in the order of their days; which of them carry on names of the set before."""

    model: Model
    days: NDArray[np.datetime64]
    carries: NDArray[np.bool_]

    def day(self, place: int) -> date:
        return self.days[place].item()  # type: ignore[no-any-return]

    def goes_on(self, place: int) -> bool:
        """Whether names of this set may be found in the next without an entry of their own."""
        return place + 1 < len(self.days) and bool(self.carries[place + 1])

    def span(self, place: int) -> Span:
        """The period of a set."""
        return self.model.variant.period.span(self.day(place))

    def may_touch(self, place: int, asked: Span | None) -> bool:
        """Whether a name that begins to be in this set may be in one of the asked days."""
        if asked is None:
            return True
        period = self.span(place)
        return period.first <= asked.last and (period.last >= asked.first or self.goes_on(place))


@dataclass
class _Run:
    """The successive periods that one name is in, as far as they are known."""

    span: Span | None = None
    position: int = 0

    def go_on(self, period: Span, position: int, asked: Span | None) -> None:
        if asked and (period.last < asked.first or asked.last < period.first):
            return
        if self.span is None:
            self.position = position
        self.span = Span(self.span.first if self.span else period.first, period.last)

    def match(self, model: Model) -> Match | None:
        return Match.of(model, self.span, self.position) if self.span else None


@dataclass(frozen=True)
class Asked:
    """The names that are asked about, with their hashes, and the days, None where all are meant."""

    names: pa.StringArray
    hashes: Hashes
    days: Span | None


def sweep(course: Course, begins: Mapping[int, Rows], asked: Asked, shelf: Shelf) -> Iterator[tuple[int, Match]]:
    """The rows of the asked names that the model makes, each with a match for every run of successive periods that
    touches the asked days. `begins` gives, by the place of a set, the rows that may begin to be in it."""
    places = sorted(begins)
    runs: dict[int, _Run] = {}
    living, place = _NOBODY, 0
    while len(living) or places:
        place = place + 1 if len(living) else places[0]
        if places and places[0] == place:
            living = np.union1d(living, begins[places.pop(0)])
        made = shelf.take(course.model, course.day(place), _coming(course, place, places))
        positions = made.positions(asked.names.take(pa.array(living)), asked.hashes[living])
        found = positions >= 0
        period = course.span(place)
        for row, position in zip(living[found].tolist(), positions[found].tolist(), strict=True):
            runs.setdefault(row, _Run()).go_on(period, position, asked.days)
        on = found if course.goes_on(place) else np.zeros(len(living), np.bool_)
        for row in living[~on].tolist():
            match = runs.pop(row, _Run()).match(course.model)
            if match:
                yield row, match
        living = living[on]


def _coming(course: Course, place: int, places: list[int]) -> Iterator[date]:
    """The days of the sets that will be asked for next."""
    for _ in range(_GOING_ON):
        if course.goes_on(place):
            place += 1
            yield course.day(place)
    yield from (course.day(later) for later in places if later > place)
