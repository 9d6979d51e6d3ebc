"""What a model declares: a family, its variants, their configs, and how its bots behave.

The vocabulary is the MISP taxonomy `dga` (generation scheme, seeding) and ATT&CK T1568.002.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from tidegate.dga.block import Block
from tidegate.errors import TidegateError, UnknownNameError


class Scheme(StrEnum):
    """How names are made."""

    ARITHMETIC = "arithmetic"
    HASH = "hash"
    WORDLIST = "wordlist"
    PERMUTATION = "permutation"
    LIST = "list"  # no generator: a fixed list of hosts


class Validity(StrEnum):
    """For how long one set of names is valid."""

    DAY = "day"
    ALWAYS = "always"


class Clock(StrEnum):
    """By which midnight a bot's day begins: UTC's, or that of its own time zone (UTC-12 to UTC+14)."""

    UTC = "utc"
    LOCAL = "local"


@dataclass(frozen=True)
class Behaviour:
    """How one bot uses its day's names: in each of `rounds` rounds a day it tries `tries` of them (None: all)."""

    tries: int | None = None
    rounds: float = 1.0
    clock: Clock = Clock.UTC
    starts: date | None = None  # the first day on which it looks up anything


class Kernel(Protocol):
    """A compiled generator: one block for each of `days`, in their order, written straight into Arrow buffers."""

    def __call__(self, days: Sequence[date], config: Mapping[str, Any], limit: int | None) -> Iterator[Block]: ...


@dataclass(frozen=True)
class Parameter:
    """One input of a generator beside the date: how its text is read, and the real-world values known by name.

    `parse` raises ValueError for a text that it cannot read.
    """

    parse: Callable[[str], Any]
    default: Any
    known: Mapping[str, Any] = field(default_factory=dict)
    help: str = ""


@dataclass(frozen=True)
class Variant:
    """One generator of a family.

    `names(day, **config)` is the plain reading of the specification: it yields a period's names in generation order.
    `kernel` has the same meaning and is there where speed matters; a test proves the two equal.
    """

    name: str
    names: Callable[..., Iterator[str]]
    count: int
    suffixes: tuple[str, ...]
    validity: Validity = Validity.DAY
    config: Mapping[str, Parameter] = field(default_factory=dict)
    behaviour: Behaviour = field(default_factory=Behaviour)
    since: date | None = None
    kernel: Kernel | None = None


@dataclass(frozen=True)
class Family:
    """A malware family's models: everything there is to know about its domain generation algorithm."""

    name: str
    kind: str
    years: tuple[int, int | None]
    scheme: Scheme
    time_dependent: bool
    deterministic: bool
    predictable: bool
    variants: tuple[Variant, ...]
    sources: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    confidence: str = "published list"

    def variant(self, name: str | None = None) -> Variant:
        """The variant called `name`, in either case; without a name the only one there is.

        TidegateError (UnknownNameError) lists the variants otherwise.
        """
        known = [variant.name for variant in self.variants]
        if name is None:
            if len(known) > 1:
                raise TidegateError(f"{self.name} has variants {', '.join(known)}: name one of them")
            return self.variants[0]
        for variant in self.variants:
            if variant.name == name.lower():
                return variant
        raise UnknownNameError(f"variant of {self.name}", name, known)
