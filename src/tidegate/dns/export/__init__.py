"""Exports: a registry's list in a format that its tools read, full or as the changes since the last one it was sent.

One file a format, found by looking: a module here with `FORMAT` is a format, called as it says there.
"""

import importlib
import pkgutil
from functools import cache

from tidegate.dns.export.format import Format
from tidegate.errors import UnknownNameError


@cache
def formats() -> dict[str, Format]:
    """Every format by its name, in alphabetical order."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    found = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return {format.name: format for format in sorted(found, key=lambda format: format.name)}


def find(name: str) -> Format:
    """The format called `name`; UnknownNameError lists them otherwise."""
    if name not in formats():
        raise UnknownNameError("format", name, formats())
    return formats()[name]
