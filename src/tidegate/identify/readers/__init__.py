"""Names out of logs: one module a format, found by looking. Each has

- `NAME`;
- `recognises(head) -> bool`: whether a file that begins with `head` is of this format;
- `names(stream, tally, column)`: Arrow batches of the names as they stand there, in bytes; `column` is the field that
  holds them, where the format has fields. What holds no name is counted in `tally`, by reason, and never raised.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import BinaryIO

import pyarrow as pa

from tidegate.errors import UnknownNameError
from tidegate.identify.readers.cleaning import clean
from tidegate.identify.readers.source import HEAD, source
from tidegate.identify.readers.tally import Tally

__all__ = ["Tally", "read", "readers"]


@cache
def readers() -> dict[str, ModuleType]:
    """Every format by its name, in the order in which they are asked whether they know a file: plain text last."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    formats = sorted((module for module in modules if hasattr(module, "NAME")), key=lambda module: module.NAME)
    return {module.NAME: module for module in sorted(formats, key=lambda module: module.NAME == "plain")}


def read(
    stream: BinaryIO, format: str | None = None, tally: Tally | None = None, column: str | None = None
) -> Iterator[pa.StringArray]:
    """The names in a log, canonical, repeats kept, in batches; packed with gzip or not.

    Without `format` the file's beginning tells. UnknownNameError for a format that there is not; TidegateError for a
    field that the file does not have.
    """
    tally = tally if tally is not None else Tally()
    if format is not None and format not in readers():
        raise UnknownNameError("log format", format, readers())
    return _read(stream, format, tally, column)


def _read(stream: BinaryIO, format: str | None, tally: Tally, column: str | None) -> Iterator[pa.StringArray]:
    opened = source(stream, tally)
    head = opened.peek(HEAD)[:HEAD]
    module = readers()[format] if format else next(found for found in readers().values() if found.recognises(head))
    for batch in module.names(opened, tally, column):
        yield clean(batch, tally)
