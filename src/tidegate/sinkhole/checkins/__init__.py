"""In which forms bots check in over HTTP: one module a family, found here. A new family is a new file.

Each module has `FAMILY`, its family's name, and `read(method, target, version)`, which gives a CheckIn for a request in
one of its forms and None for any other.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

Read = Callable[[str, str, str], "CheckIn | None"]


@dataclass(frozen=True)
class CheckIn:
    """What a request's form says: which variants send it, the likeliest first, and what the bot says of itself.

    A form that browsers send too (`needs_name`) is a check-in only where the host is one of the family's rendezvous.
    """

    form: str
    variants: tuple[str, ...]
    peers: int | None = None
    needs_name: bool = False


@cache
def readers() -> Mapping[str, Read]:
    """Each family's `read`, by the family's name."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return {module.FAMILY: module.read for module in modules}
