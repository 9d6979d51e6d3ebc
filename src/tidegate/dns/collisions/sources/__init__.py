"""Sources of evidence that a name is somebody's, one file a source, found by looking: every module here with `SOURCE`
is one, called as it says there."""

import importlib
import pkgutil
from functools import cache

from tidegate.dns.collisions.sources.source import Source
from tidegate.errors import UnknownNameError


@cache
def sources() -> dict[str, Source]:
    """Every source by its name."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return {module.SOURCE.name: module.SOURCE for module in modules if hasattr(module, "SOURCE")}


def find(name: str) -> Source:
    """The source called `name`; UnknownNameError lists them otherwise."""
    if name not in sources():
        raise UnknownNameError("source of evidence", name, sources())
    return sources()[name]
