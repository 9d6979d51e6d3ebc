"""An index for one question: made on the way, and gone afterwards."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path

from tidegate.errors import TidegateError
from tidegate.identify.index import reader, writer
from tidegate.identify.index.reader import Index
from tidegate.identify.models import Model
from tidegate.names.days import Span

MOST_NAMES = 100_000_000
"""A minute or two of work, and a gigabyte of temporary files."""


@contextmanager
def passing(models: Sequence[Model], span: Span, progress: writer.Progress) -> Iterator[Index]:
    """An index of `models` on the days of `span`; TidegateError where it would hold more than MOST_NAMES."""
    if any(names > MOST_NAMES for names in accumulate(_sizes(models, span))):
        raise TidegateError(
            f"no index is there, and {span} is too long to search without one: more than {MOST_NAMES:,} names;"
            " ask for fewer days or families, or let `tidegate index build` make one"
        )
    with tempfile.TemporaryDirectory(prefix="tidegate-index-") as folder:
        writer.build(Path(folder), models, span, progress=progress)
        yield reader.load(Path(folder))


def _sizes(models: Iterable[Model], span: Span) -> Iterator[int]:
    """The names of each set that would be made."""
    return (model.variant.count for model in models for _ in model.variant.periods(span))
