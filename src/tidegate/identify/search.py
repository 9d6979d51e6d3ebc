"""One name, without an index: every model that could make it makes its sets around a date."""

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pyarrow.compute as pc

from tidegate.dga.generation import variant_batches
from tidegate.identify.match import Match, in_order
from tidegate.identify.models import Model
from tidegate.names.days import Span


def search(
    name: str, models: Sequence[Model], days: Span, tell: Callable[[int], None] = lambda _done: None
) -> list[Match]:
    """The matches of a canonical `name` in all sets of `models` that `days` touches. `tell` hears of each model that
    was looked through."""
    found: list[Match] = []
    for model in models:
        if could_make(model, name):
            found.extend(_matches(name, model, days))
        tell(1)
    return in_order(found)


def could_make(model: Model, name: str) -> bool:
    """Whether the model's endings and its pattern, where it says one, allow for `name`."""
    endings = model.variant.endings_of(model.values)
    if endings and not name.endswith(tuple(f".{ending}" for ending in set(endings))):
        return False
    return model.variant.pattern is None or re.fullmatch(model.variant.pattern, name) is not None


def _matches(name: str, model: Model, days: Span) -> Iterator[Match]:
    """A match for each period that holds the name, with its first place there."""
    period = model.variant.period
    for batch in variant_batches(model.variant, list(model.variant.periods(days)), model.values):
        rows = np.flatnonzero(pc.equal(batch.names, name).to_numpy(zero_copy_only=False))
        sets = np.searchsorted(batch.firsts, rows, side="right") - 1
        distinct, first = np.unique(sets, return_index=True)
        for number, row in zip(distinct.tolist(), rows[first].tolist(), strict=True):
            yield Match.of(model, period.span(batch.days[number]), row - int(batch.firsts[number]))
