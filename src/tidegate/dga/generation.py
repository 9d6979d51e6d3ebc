"""Names from a model: a list for a person, blocks for bulk."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from tidegate.dga import plain
from tidegate.dga.batch import Batch, batch_of
from tidegate.dga.block import Block
from tidegate.dga.catalogue import find
from tidegate.dga.config import resolve
from tidegate.dga.family import Family, Kernel, Variant
from tidegate.errors import TidegateError
from tidegate.names.days import parse_day

Reading = Callable[[Sequence[date], Mapping[str, Any], int | None], Iterator[Batch]]
"""Makes the names of some days, with a resolved config, at most so many of each."""

_SHORT = 1_000
"""Up to so many names the plain reading is done before a compiled kernel would be loaded."""

NO_DAY = date(1970, 1, 1)
"""The day of a block of a family that does not depend on the date, where the caller named none."""


def generate(
    family: str,
    date: date | str | None = None,
    *,
    variant: str | None = None,
    config: Mapping[str, Any] | None = None,
    limit: int | None = None,
) -> list[str]:
    """One period's names in generation order, repeats kept, at most `limit` of them.

    `date` is a UTC day (or its text, YYYY-MM-DD); families that depend on it need it. `variant` may be left out where
    there is only one; `config` gives the other inputs, as values or as text. Raises TidegateError for an unknown
    family, variant or config key, listing what exists, and for a value or date that cannot be.
    """
    found = find(family)
    day = day_of(found, found.variant(variant), date)
    (block,) = blocks(found.name, [day], variant=variant, config=config, limit=limit)
    return block.names.to_pylist()  # type: ignore[no-any-return]


def blocks(
    family: str,
    days: Sequence[date],
    *,
    variant: str | None = None,
    config: Mapping[str, Any] | None = None,
    limit: int | None = None,
) -> Iterator[Block]:
    """One block for each of `days`, in their order, made as they are asked for; errors as for `generate`, at once."""
    found = find(family)
    chosen = found.variant(variant)
    values = resolve(chosen.config, config or {}, f"{found.name}/{chosen.name}")
    if limit is not None and limit < 0:
        raise TidegateError(f"a limit of {limit} names cannot be")
    return variant_blocks(chosen, days, values, limit)


def variant_blocks(
    variant: Variant, days: Sequence[date], config: Mapping[str, Any], limit: int | None = None
) -> Iterator[Block]:
    """The blocks of a variant that need not be in the catalogue, with its `config` already resolved."""
    for batch in variant_batches(variant, days, config, limit):
        yield from batch.blocks()


def variant_batches(
    variant: Variant, days: Sequence[date], config: Mapping[str, Any], limit: int | None = None
) -> Iterator[Batch]:
    """The same names, many periods together where there is compiled code for it."""
    count = variant.count if limit is None else min(limit, variant.count)
    made_by = readings(variant)
    reading = "compiled" if "compiled" in made_by and count * len(days) > _SHORT else "plain"
    return made_by[reading](days, config, limit)


def readings(variant: Variant) -> dict[str, Reading]:
    """The ways there are to make a variant's names, all with one meaning: `plain`, and `compiled` where it has one.

    TidegateError for a variant whose names cannot be predicted.
    """
    if not variant.predictable:
        raise TidegateError(f"names of {variant.name} cannot be predicted: they can only be matched, by a pattern")
    ways: dict[str, Reading] = {"plain": partial(plain.batches, variant)}
    if variant.kernel:
        ways["compiled"] = partial(_kernel_batches, variant.kernel)
    elif variant.spell:
        ways["compiled"] = partial(_compiled_batches, variant)
    return ways


def _kernel_batches(
    kernel: Kernel, days: Sequence[date], config: Mapping[str, Any], limit: int | None
) -> Iterator[Batch]:
    return map(batch_of, kernel(days, config, limit))


def _compiled_batches(
    variant: Variant, days: Sequence[date], config: Mapping[str, Any], limit: int | None
) -> Iterator[Batch]:
    from tidegate.dga import bulk  # late: for its compiler

    assert variant.spell
    inputs, endings = variant.inputs(config), variant.endings_of(config)
    return bulk.batches(variant.spell, days, inputs, endings, variant.count, limit)


def day_of(family: Family, variant: Variant, given: date | str | None) -> date:
    """The UTC day that `given` means for a variant; TidegateError where it needs one, or this is none."""
    if given is None:
        if family.time_dependent and variant.dated:
            raise TidegateError(f"{family.name} depends on the date: give one")
        return NO_DAY
    if isinstance(given, str):
        return parse_day(given)
    if isinstance(given, datetime):
        return (given.astimezone(UTC) if given.tzinfo else given).date()
    if isinstance(given, date):
        return given
    raise TidegateError(f"{given!r} is not a day")
