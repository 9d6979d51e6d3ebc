"""What to add to a name server's configuration so that it takes a zone: one file a server, found by looking.

A module here with `SNIPPET` is one. The key is in a file of its own, which the lines include: they can be mailed.
"""

import importlib
import pkgutil
from functools import cache

from tidegate.dns.serving.snippets.snippet import Snippet
from tidegate.errors import UnknownNameError


@cache
def snippets() -> dict[str, Snippet]:
    """Every snippet by the server's name."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return {module.SNIPPET.server: module.SNIPPET for module in modules if hasattr(module, "SNIPPET")}


def find(server: str) -> Snippet:
    """The snippet for `server`; UnknownNameError lists them otherwise."""
    if server not in snippets():
        raise UnknownNameError("name server", server, snippets())
    return snippets()[server]
