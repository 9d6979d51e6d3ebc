"""Writing an index: from nothing, or on from what there is.

A build makes stretches of sets side by side, arranges their entries by so many names at a time, and merges these
segments into one. Readers see nothing of it until the manifest is replaced, so one that is killed has changed nothing.
An extension adds a segment, and merges the last ones while they are of like size: there are never many.
"""

import os
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np

from tidegate.errors import TidegateError
from tidegate.identify.index import folder as folders
from tidegate.identify.index import manifest as manifests
from tidegate.identify.index import reader, segment
from tidegate.identify.index import sets as tables
from tidegate.identify.index.arrange import arranged
from tidegate.identify.index.manifest import Entry, Manifest
from tidegate.identify.index.reader import Index
from tidegate.identify.index.segment import Segment
from tidegate.identify.index.stretch import Made, Stretch, make, mark_of, stretches
from tidegate.identify.models import Model
from tidegate.names.days import Span

_NAMES_OF_A_RUN = 1 << 24
_MOST_SETS = 1 << 32
Progress = Callable[[int, int], None]
"""Hears after each stretch how many of all names are made, and how many there are."""


def build(
    folder: Path,
    models: Sequence[Model],
    span: Span,
    *,
    workers: int | None = None,
    progress: Progress = lambda _done, _all: None,
) -> Manifest:
    """Index every set of `models` that `span` touches, in the place of the index in `folder`, if there is one."""
    with folders.writing(folder):
        draft = _Draft(folder, Manifest(span, [], "", [], 0), tables.none())
        work = [one for model in models for one in stretches(draft.number(model), model, span)]
        return draft.finish(work, [], workers, progress)


def extend(
    folder: Path,
    models: Sequence[Model],
    last: date,
    *,
    workers: int | None = None,
    progress: Progress = lambda _done, _all: None,
) -> Manifest:
    """Index on to the day `last`; also, from its beginning, what of `models` is not in it, or has changed since."""
    with folders.writing(folder):
        index = reader.load(folder)
        span = Span(index.manifest.span.first, max(last, index.manifest.span.last))
        draft = _Draft(folder, replace(index.manifest, span=span), index.calendar.sets)
        work = [one for model in models for one in _missing(index, draft, model, span)]
        return draft.finish(work, index.segments, workers, progress)


def _missing(index: Index, draft: "_Draft", model: Model, span: Span) -> Iterator[Stretch]:
    number = draft.find(model)
    if number is not None:
        sets = index.calendar.of(number)
        if not len(sets):  # what there was of the span came before the model's first period
            return stretches(number, model, span)
        known: date = index.calendar.sets.days[sets[-1]].item()
        if mark_of(model, known) == draft.models[number].mark:
            return stretches(number, model, span, known)
        draft.models[number] = replace(draft.models[number], retired=True)
    return stretches(draft.number(model), model, span)


class _Draft:
    """The index to be: the manifest's models, the sets so far, and what is made for it."""

    def __init__(self, folder: Path, manifest: Manifest, sets: tables.Sets) -> None:
        self.folder, self.manifest = folder, manifest
        self.models = list(manifest.models)
        self._sets = [sets]
        self._count = len(sets.days)

    def find(self, model: Model) -> int | None:
        """The number that the model has already."""
        key = (model.family, model.name, model.config, False)
        known = {(entry.family, entry.variant, entry.config, entry.retired): n for n, entry in enumerate(self.models)}
        return known.get(key)

    def number(self, model: Model) -> int:
        """A new number for the model."""
        self.models.append(Entry(model.family, model.name, model.config))
        return len(self.models) - 1

    def finish(
        self, work: Sequence[Stretch], segments: Sequence[Segment], workers: int | None, progress: Progress
    ) -> Manifest:
        """Do the work, and put the manifest in place."""
        runs = [*self._runs(_told(made(work, workers), work, progress))]
        if len(runs) > 1:
            runs = [segment.merge(self.folder, runs)]
        whole = _compacted(self.folder, [*segments, *runs])
        name = f"sets-{uuid.uuid4().hex}.parquet"
        tables.write(self.folder / name, tables.joined(self._sets))
        manifest = replace(
            self.manifest,
            models=self.models,
            sets=name,
            segments=[one.name for one in whole],
            names=sum(entry.names for entry in self.models),
        )
        manifests.write(self.folder, manifest)
        folders.sweep(self.folder, manifest)
        return manifest

    def _runs(self, stream: Iterator[Made]) -> Iterator[Segment]:
        """The stretches as segments of so many names."""
        hashes, numbers, names = [], [], 0
        for one in stream:
            hashes.append(one.hashes)
            numbers.append(one.numbers + np.uint32(self._take(one)))
            names += len(one.hashes)
            if names >= _NAMES_OF_A_RUN:
                yield segment.store(self.folder, *arranged(np.concatenate(hashes), np.concatenate(numbers)))
                hashes, numbers, names = [], [], 0
        if names:
            yield segment.store(self.folder, *arranged(np.concatenate(hashes), np.concatenate(numbers)))

    def _take(self, one: Made) -> int:
        """Put the sets of a stretch into the table; the number of the first."""
        entry, first = self.models[one.stretch.number], self._count
        self.models[one.stretch.number] = replace(
            entry, names=entry.names + one.names, sets=entry.sets + len(one.sets.days), mark=one.mark
        )
        self._sets.append(one.sets)
        self._count += len(one.sets.days)
        if self._count >= _MOST_SETS:
            raise TidegateError(f"{self.folder}: an index holds at most {_MOST_SETS:,} sets")
        return first


def made(work: Iterable[Stretch], workers: int | None = None) -> Iterator[Made]:
    """Make stretches side by side, and give them in their order; only a few are ever held."""
    workers = workers or os.cpu_count() or 1
    pool, waiting = ThreadPoolExecutor(workers), iter(work)
    try:
        ahead: deque[Future[Made]] = deque(pool.submit(make, one) for one in islice(waiting, workers + 1))
        while ahead:
            yield ahead.popleft().result()
            ahead.extend(pool.submit(make, one) for one in islice(waiting, 1))
    finally:
        pool.shutdown(cancel_futures=True)


def _told(stream: Iterator[Made], work: Sequence[Stretch], progress: Progress) -> Iterator[Made]:
    expected = [len(one.days) * one.model.variant.count for one in work]
    done = 0
    for one, names in zip(stream, expected, strict=True):
        yield one
        done += names
        progress(done, sum(expected))


def _compacted(folder: Path, segments: Sequence[Segment]) -> list[Segment]:
    """The segments, the last ones merged while neither is twice as large as the one after it."""
    left = list(segments)
    while len(left) > 1 and len(left[-2]) < 2 * len(left[-1]):
        left[-2:] = [segment.merge(folder, left[-2:])]
    return left
