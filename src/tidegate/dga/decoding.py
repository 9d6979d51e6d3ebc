"""Which families' names can be decoded, found by looking: every module of `tidegate.dga.decoders`. Each has

- `gather(names)`: the names that tell something together, as lists, without those that are none of the family's;
- `decode(names)`: what names that belong together tell, by its name; TidegateError for names that tell nothing;
- `LABEL`: who may read it, since what is decoded may identify victims.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tidegate.dga import decoders as _decoders
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.policy import Label


@dataclass(frozen=True)
class Decoder:
    """How a family's names are read."""

    gather: Callable[[Iterable[str]], Iterable[Sequence[str]]]
    decode: Callable[[Sequence[str]], Mapping[str, Any]]
    label: Label


@dataclass(frozen=True)
class Told:
    """Names that belong together, and what they tell."""

    names: Sequence[str]
    facts: Mapping[str, Any]


@cache
def decoders() -> dict[str, Decoder]:
    """Every decoder by the name of its family, which is that of its module, in alphabetical order."""
    names = sorted(found.name for found in pkgutil.iter_modules(_decoders.__path__))
    modules = {name: importlib.import_module(f"{_decoders.__name__}.{name}") for name in names}
    return {name: Decoder(module.gather, module.decode, module.LABEL) for name, module in modules.items()}


def find(family: str) -> Decoder:
    """The decoder for a family's names; UnknownNameError lists those that there are."""
    if family not in decoders():
        raise UnknownNameError("decoder", family, decoders())
    return decoders()[family]


def told(decoder: Decoder, names: Iterable[str], skip: Callable[[str, int], None]) -> Iterator[Told]:
    """What `names` tell, of whatever victims they are; `skip` hears why names tell nothing, and how many they are."""
    for together in decoder.gather(names):
        try:
            facts = decoder.decode(together)
        except TidegateError as error:
            skip(str(error), len(together))
        else:
            yield Told(together, facts)
