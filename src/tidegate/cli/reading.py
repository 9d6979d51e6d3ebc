"""How commands read a log: a file or standard input, and at the end what was in it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from tidegate.errors import TidegateError

if TYPE_CHECKING:
    from tidegate.identify.readers import Tally


@contextmanager
def opened(what: str) -> Iterator[BinaryIO]:
    """The file called so, or standard input for `-`; TidegateError for one that cannot be read."""
    if what == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(what).open("rb") as stream:
            yield stream
    except OSError as error:
        raise TidegateError(f"{what}: cannot be read: {error.strerror}") from None


def tell(tally: "Tally", found: str) -> None:
    """On stderr how many lines and names there were, what was `found`, and what was skipped, by reason."""
    typer.echo(f"{tally.records:,} lines, {tally.names:,} names, {found}", err=True)
    for reason, times in tally.skipped.most_common():
        typer.echo(f"skipped {times:,}: {reason}", err=True)
