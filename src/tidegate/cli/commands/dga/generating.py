"""`tidegate dga generate`: a family's names."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from tidegate.cli.commands.dga.arguments import FamilyArgument
from tidegate.cli.options import DEFAULT_HOME, HomeOption
from tidegate.cli.progress import progress
from tidegate.errors import TidegateError
from tidegate.names.days import Span, parse_day
from tidegate.store.files import whole

if TYPE_CHECKING:
    from pyarrow import Table


class Format(StrEnum):
    """What `generate` can write."""

    TEXT = "text"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


def generate(
    family: FamilyArgument,
    variant: Annotated[str | None, typer.Option(help="Which variant; needed where there are several.")] = None,
    day: Annotated[
        date | None, typer.Option("--date", metavar="YYYY-MM-DD", parser=parse_day, help="The first UTC day.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, help="How many days, from --date on.")] = 1,
    config: Annotated[
        list[str] | None,
        typer.Option(metavar="K=V", help="An input beside the date, or a known config by its name; repeat it."),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=0, help="At most so many names of each day.")] = None,
    format: Annotated[Format, typer.Option(help="How to write the names.")] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
) -> None:
    """Generate a family's names, in the order in which its bots do."""
    from tidegate.dga import formats
    from tidegate.dga.catalogue import find_or_load
    from tidegate.dga.config import canonical, given, resolve
    from tidegate.dga.generation import day_of, variant_blocks

    found = find_or_load(family)
    chosen = found.variant(variant)
    if day is None and days > 1:
        raise TidegateError(f"{days} days need a first one: give --date")
    span = Span.of(day_of(found, chosen, day), days)
    owner = f"{found.name}/{chosen.name}"
    inputs = given(config or [], chosen.known, owner)
    made = variant_blocks(chosen, list(span), resolve(chosen.config, inputs, owner), limit)
    rows = formats.rows(made, found.name, chosen.name, canonical(inputs), dated=day is not None)
    with _target(output, format) as stream, progress("days", len(span), hidden=output is None) as advance:
        formats.FORMATS[format](_told(rows, advance), stream)


def _told(tables: Iterator["Table"], advance: Callable[[int], None]) -> Iterator["Table"]:
    for table in tables:
        yield table
        advance(1)


@contextmanager
def _target(output: Path | None, format: Format) -> Iterator[BinaryIO]:
    if output is not None:
        with whole(output) as stream:
            yield stream
    elif format is Format.PARQUET and sys.stdout.isatty():
        raise TidegateError("Parquet is not for a terminal: name a file with -o")
    else:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
