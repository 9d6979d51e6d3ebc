"""What a model declares: a family, its variants, their configs, and how its bots behave.

The vocabulary is the MISP taxonomy `dga` (generation scheme, seeding) and ATT&CK T1568.002.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from tidegate.dga.block import Block


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
    """A compiled generator: the names of several independent days at once, straight into Arrow buffers."""

    def __call__(self, days: Sequence[date], config: Mapping[str, Any], limit: int | None = None) -> list[Block]: ...


@dataclass(frozen=True)
class Parameter:
    """One input of a generator beside the date: how its text is read, and the real-world values known by name."""

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
