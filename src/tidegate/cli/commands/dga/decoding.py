"""`tidegate dga decode`: what names tell of the machines that looked them up."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, ColumnOption, HomeOption, LogOption
from tidegate.cli.reading import opened, tell

if TYPE_CHECKING:
    from tidegate.dga.decoding import Decoder, Told
    from tidegate.identify.readers import Tally


class Format(StrEnum):
    """How what is decoded is written."""

    TEXT = "text"
    CSV = "csv"
    JSONL = "jsonl"


def decode(
    family: Annotated[str, typer.Argument(help="A family whose names tell something, by its name or an alias.")],
    what: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="A log or list of names, or `-` for standard input.")
    ] = "-",
    format: Annotated[Format, typer.Option(help="How to write what the names tell.")] = Format.TEXT,
    log: LogOption = None,
    column: ColumnOption = None,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
) -> None:
    """Say what a family's names tell of the machines that looked them up.

    Some families write a victim's data into their names. What is decoded identifies victims: it is for those who tell
    and warn them. How it is to be handled, and the counts at the end, go to stderr.
    """
    from tidegate.dga.catalogue import find
    from tidegate.dga.decoding import find as find_decoder
    from tidegate.dga.telling import FORMATS
    from tidegate.identify import readers

    decoder, tally = find_decoder(find(family).name), readers.Tally()
    typer.echo(f"{decoder.label}: what these names tell may identify victims", err=True)
    counted = 0

    def count(found: "Iterator[Told]") -> "Iterator[Told]":
        nonlocal counted
        for one in found:
            counted += len(one.names)
            yield one

    FORMATS[format](count(_told(what, decoder, tally, log, column)), sys.stdout)
    tell(tally, f"{counted:,} of them decoded")


def _told(what: str, decoder: "Decoder", tally: "Tally", log: str | None, column: str | None) -> "Iterator[Told]":
    from tidegate.dga.decoding import told
    from tidegate.identify import readers

    with opened(what) as lines:
        names = (name for batch in readers.read(lines, log, tally, column) for name in batch.to_pylist())
        yield from told(decoder, names, tally.skip)
