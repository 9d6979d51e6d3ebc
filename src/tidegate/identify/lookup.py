"""Names held against an index: candidates first, then each one made sure of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tidegate.identify.hashing import hashes
from tidegate.identify.index.manifest import Entry
from tidegate.identify.index.reader import Index
from tidegate.identify.match import Match, Matches, in_order
from tidegate.identify.models import Model
from tidegate.identify.shelf import Shelf
from tidegate.identify.sweep import Asked, Course, sweep
from tidegate.names.days import Span

Candidates = tuple[NDArray[np.int64], NDArray[np.uint32]]
"""Pairs of a name's row and the number of a set that may hold it."""


@dataclass(frozen=True)
class Question:
    """What is asked: on which days the names are valid (None: on any).

    Where a model makes a name in many separate periods, only the `most` nearest to the day `near` are told.
    """

    days: Span | None = None
    near: date = date(1970, 1, 1)
    most: int = 10


class Lookup:
    """An index with those of its models that are asked for, as they are today."""

    def __init__(self, index: Index, models: Iterable[Model], question: Question) -> None:
        self.index, self._question = index, question
        self.models = _models(index.manifest.models, models)
        self._known = np.array([model is not None for model in self.models], np.bool_)
        self._days = index.calendar.sets.days.astype(np.int64)
        self._course = cache(self._make_course)
        self._shelf = Shelf()

    def covers(self, days: Span) -> bool:
        """Whether the index holds all names of its models on these days."""
        span = self.index.manifest.span
        return span.first <= days.first and days.last <= span.last

    def suspects(self, names: pa.StringArray) -> pa.StringArray:
        """Those of `names` that may have an exact match, each once: all that have one, and next to no others."""
        rows, _ = self._candidates(names)
        return names.take(pa.array(np.unique(rows))).unique()

    def exact(self, names: pa.StringArray) -> Matches:
        """The exact matches of `names`, no one of which stands there twice."""
        rows, numbers = self._nearest(*self._candidates(names))
        asked = Asked(names, hashes(names), self._question.days)
        found: dict[int, list[Match]] = {}
        for model in np.unique(self.index.calendar.sets.models[numbers]).tolist():
            mine = self.index.calendar.sets.models[numbers] == model
            for row, match in self._made_sure(model, asked, rows[mine], numbers[mine]):
                found.setdefault(row, []).append(match)
        return {names[row].as_py(): in_order(found[row]) for row in sorted(found)}

    def _candidates(self, names: pa.StringArray) -> Candidates:
        rows, numbers = self.index.candidates(hashes(names))
        known = self._known[self.index.calendar.sets.models[numbers]]
        return rows[known], numbers[known]

    def _nearest(self, rows: NDArray[np.int64], numbers: NDArray[np.uint32]) -> Candidates:
        """Of each name and model the candidates nearest to the question's day, where no days are asked for."""
        if self._question.days or not len(rows):
            return rows, numbers
        models = self.index.calendar.sets.models[numbers]
        away = np.abs(self._days[numbers] - np.datetime64(self._question.near, "D").astype(np.int64))
        order = np.lexsort((away, models, rows))
        new = np.flatnonzero(np.diff(rows[order], prepend=-1) | np.diff(models[order], prepend=-1))
        rank = np.arange(len(order)) - np.repeat(new, np.diff(new, append=len(order)))
        kept = order[rank < self._question.most]
        return rows[kept], numbers[kept]

    def _made_sure(
        self, number: int, asked: Asked, rows: NDArray[np.int64], numbers: NDArray[np.uint32]
    ) -> list[tuple[int, Match]]:
        course = self._course(number)
        places = np.searchsorted(self.index.calendar.of(number), numbers)
        order = np.argsort(places, kind="stable")
        distinct, firsts = np.unique(places[order], return_index=True)
        parts = np.split(rows[order], firsts[1:])
        begins = {
            place: part
            for place, part in zip(distinct.tolist(), parts, strict=True)
            if course.may_touch(place, asked.days)
        }
        return list(sweep(course, begins, asked, self._shelf))

    def _make_course(self, number: int) -> Course:
        model, sets = self.models[number], self.index.calendar.of(number)
        assert model
        table = self.index.calendar.sets
        return Course(model, table.days[sets], table.carries[sets])


def _models(entries: Sequence[Entry], asked: Iterable[Model]) -> list[Model | None]:
    """The models of an index by their numbers, None where one is not asked for, or is no longer."""
    known = {(model.family, model.name, model.config): model for model in asked}
    return [None if entry.retired else known.get((entry.family, entry.variant, entry.config)) for entry in entries]
