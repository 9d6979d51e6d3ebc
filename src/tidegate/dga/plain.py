"""Names by the plain reading of a generator: CPython runs what its author wrote."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from typing import Any

import pyarrow as pa

from tidegate.dga.batch import Batch, batch_of
from tidegate.dga.block import Block, block_of, suffixes_of
from tidegate.dga.family import Variant
from tidegate.dga.moment import moment
from tidegate.dga.spelling.sheet import EnoughError, Page


def batches(variant: Variant, days: Sequence[date], config: Mapping[str, Any], limit: int | None) -> Iterator[Batch]:
    """A batch for each of `days`."""
    for day in days:
        yield batch_of(
            _spelled(variant, day, config, limit) if variant.spell else _yielded(variant, day, config, limit)
        )


def _yielded(variant: Variant, day: date, config: Mapping[str, Any], limit: int | None) -> Block:
    assert variant.names
    return block_of(day, islice(variant.names(day, **config), limit), variant.suffixes)


def _spelled(variant: Variant, day: date, config: Mapping[str, Any], limit: int | None) -> Block:
    assert variant.spell
    endings = variant.endings_of(config)
    page = Page([ending.encode("ascii") for ending in endings], limit)
    with suppress(EnoughError):
        variant.spell(page, moment(day), *map(readable, variant.inputs(config).values()))
    return Block(day, pa.array(page.names, pa.string()), suffixes_of(endings, page.suffixes))


def readable(value: Any) -> Any:
    """An input as the plain reading takes it: a whole number, a text as bytes, a list of either."""
    if isinstance(value, str):
        return value.encode("ascii")
    if isinstance(value, tuple):
        return [readable(one) for one in value]
    return value if isinstance(value, bytes) else int(value)
