"""Which families' names can be decoded, found by looking: every module of `tidegate.dga.decoders`.

What is decoded may identify victims: each decoder says how it is to be handled.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from tidegate.dga import decoders as _decoders
from tidegate.errors import UnknownNameError

Decode = Callable[[Sequence[str]], Mapping[str, Any]]
"""From names that belong together to what they tell, by its name; TidegateError for names that tell nothing."""


@cache
def decoders() -> dict[str, Decode]:
    """Every decoder by the name of its family, which is that of its module, in alphabetical order."""
    names = sorted(found.name for found in pkgutil.iter_modules(_decoders.__path__))
    return {name: importlib.import_module(f"{_decoders.__name__}.{name}").decode for name in names}


def find(family: str) -> Decode:
    """The decoder for a family's names; UnknownNameError lists those that there are."""
    if family not in decoders():
        raise UnknownNameError("decoder", family, decoders())
    return decoders()[family]
