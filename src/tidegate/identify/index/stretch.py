"""A stretch of one model's sets, made and hashed: the unit of work of a build."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tidegate.dga.generation import variant_batches
from tidegate.errors import TidegateError
from tidegate.identify.hashing import Hashes, hashes
from tidegate.identify.index.sets import DAYS, Sets
from tidegate.identify.index.sift import Sieve
from tidegate.identify.models import Model
from tidegate.names.days import Span

_NAMES = 1 << 22
"""Names of a stretch."""
_SIDE_BY_SIDE = 16
"""Days that the quickest generators make together."""


@dataclass(frozen=True)
class Stretch:
    """Sets to make: those of `days`, of the model that has `number`; `before` is a day of the set before them."""

    number: int
    model: Model
    days: Sequence[date]
    before: date | None


@dataclass(frozen=True)
class Made:
    """A stretch's names that need entries: each one's hash, and which of the stretch's sets it is in, from 0.

    `names` counts all names of the sets; `mark` is that of the last one.
    """

    stretch: Stretch
    hashes: Hashes
    numbers: NDArray[np.uint32]
    sets: Sets
    names: int
    mark: int


def stretches(number: int, model: Model, span: Span, known: date | None = None) -> Iterator[Stretch]:
    """The sets of a model that `span` touches and that come after that of the day `known`."""
    period = model.variant.period
    begun = known and period.first(known)
    days = [day for day in model.variant.periods(span) if begun is None or period.first(day) > begun]
    wanted = max(1, _NAMES // max(1, model.variant.count))
    size = -(-wanted // _SIDE_BY_SIDE) * _SIDE_BY_SIDE - 1  # with the set before, whole rows of days
    for first in range(0, len(days), size):
        yield Stretch(number, model, days[first : first + size], days[first - 1] if first else known)


def make(stretch: Stretch) -> Made:
    """Make and hash a stretch; TidegateError names the model that cannot."""
    sieve, made = Sieve(), _Parts()
    days = [*filter(None, [stretch.before]), *stretch.days]
    try:
        for batch in variant_batches(stretch.model.variant, days, stretch.model.values):
            found = hashes(batch.names)
            made.add(found, batch.firsts, *sieve.sift(found, batch.firsts))
    except TidegateError as error:
        raise TidegateError(f"{stretch.model}: {error}") from None
    return made.whole(stretch)


def mark_of(model: Model, day: date) -> int:
    """The mark of one set."""
    return content(
        np.concatenate([hashes(batch.names) for batch in variant_batches(model.variant, [day], model.values)])
    )


def content(found: Hashes) -> int:
    """One number for the hashes of a set, in their order."""
    return int(np.sum(found * (2 * np.arange(len(found), dtype=np.uint64) + np.uint64(1)), dtype=np.uint64))


class _Parts:
    """The batches of a stretch, put together."""

    def __init__(self) -> None:
        self.hashes: list[Hashes] = []
        self.numbers: list[NDArray[np.int64]] = []
        self.carries: list[NDArray[np.bool_]] = []
        self.sizes: list[NDArray[np.int64]] = []
        self.sets = 0
        self.last: Hashes = np.zeros(0, np.uint64)

    def add(
        self, found: Hashes, firsts: NDArray[np.int64], fresh: NDArray[np.bool_], carries: NDArray[np.bool_]
    ) -> None:
        sizes = np.diff(firsts)
        numbers = np.repeat(np.arange(self.sets, self.sets + len(sizes)), sizes)
        self.hashes.append(found[fresh])
        self.numbers.append(numbers[fresh])
        self.carries.append(carries)
        self.sizes.append(sizes)
        self.sets += len(sizes)
        self.last = found[firsts[-2] :]

    def whole(self, stretch: Stretch) -> Made:
        before = 0 if stretch.before is None else 1
        numbers = _joined(self.numbers, np.int64) - before
        mine = numbers >= 0
        carries, sizes = _joined(self.carries, np.bool_)[before:], _joined(self.sizes, np.int64)[before:]
        model = np.full(len(stretch.days), stretch.number, np.int32)
        return Made(
            stretch,
            _joined(self.hashes, np.uint64)[mine],
            numbers[mine].astype(np.uint32),
            Sets(model, np.array(stretch.days, DAYS), carries),
            int(sizes.sum()),
            content(self.last),
        )


def _joined(parts: Iterable[NDArray], kind: type) -> NDArray:  # type: ignore[type-arg]
    return np.concatenate([np.zeros(0, kind), *parts])
