"""Names from a model: a list for a person, blocks for bulk."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from typing import Any

from tidegate.dga.block import Block, block_of
from tidegate.dga.catalogue import find
from tidegate.dga.config import resolve
from tidegate.dga.family import Family, Kernel, Variant
from tidegate.errors import TidegateError
from tidegate.names.days import parse_day

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
    day = day_of(found, date)
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
    count = variant.count if limit is None else min(limit, variant.count)
    reading = "kernel" if variant.kernel and count * len(days) > _SHORT else "plain"
    return readings(variant)[reading](days, config, limit)


def readings(variant: Variant) -> dict[str, Kernel]:
    """The ways there are to make a variant's names, all with one meaning: `plain`, and `kernel` where it has one."""
    plain: dict[str, Kernel] = {"plain": partial(_plain_blocks, variant)}
    return plain | ({"kernel": variant.kernel} if variant.kernel else {})


def day_of(family: Family, given: date | str | None) -> date:
    """The UTC day that `given` means for `family`; TidegateError where it needs one, or this is none."""
    if given is None:
        if family.time_dependent:
            raise TidegateError(f"{family.name} depends on the date: give one")
        return NO_DAY
    if isinstance(given, str):
        return parse_day(given)
    if isinstance(given, datetime):
        return (given.astimezone(UTC) if given.tzinfo else given).date()
    if isinstance(given, date):
        return given
    raise TidegateError(f"{given!r} is not a day")


def _plain_blocks(
    variant: Variant, days: Sequence[date], config: Mapping[str, Any], limit: int | None
) -> Iterator[Block]:
    for day in days:
        yield block_of(day, islice(variant.names(day, **config), limit), variant.suffixes)
