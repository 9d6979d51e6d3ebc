"""What a model declares: a family, its variants, their configs, and how its bots behave.

The vocabulary is the MISP taxonomy `dga` (generation scheme, seeding) and ATT&CK T1568.002.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from tidegate.dga.block import Block
from tidegate.dga.period import ALWAYS, DAY, Period
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.names.days import Span


class Scheme(StrEnum):
    """How names are made."""

    ARITHMETIC = "arithmetic"
    HASH = "hash"
    WORDLIST = "wordlist"
    PERMUTATION = "permutation"
    LIST = "list"  # no generator: a fixed list of hosts


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

    `parse` raises ValueError for a text that it cannot read; `write` gives the text that it reads as a value.
    """

    parse: Callable[[str], Any]
    default: Any
    known: Mapping[str, Any] = field(default_factory=dict)
    help: str = ""
    write: Callable[[Any], str] = str


@dataclass(frozen=True)
class Variant:
    """One generator of a family, in one of two forms.

    `spell(sheet, when, **inputs)` writes a period's names, as `tidegate.dga.spelling` explains: quick, since it is
    compiled where many names are wanted. `names(day, **config)` yields them as texts: plain Python, and nothing more.
    Either gives the same set on each day of a `period`; `count` is the number of names of one, with the first known
    config. A variant with neither form cannot be predicted: it has a `pattern` only.

    `config` are the parameters; `known` are the configs of real samples, by name. `inputs(config)` are what `spell`
    takes beside sheet and moment, by their names; left out, the config itself. `endings(config)` are the endings that
    it writes by number; left out, `suffixes`: all that the variant is known to use. `zones` are those of them that are
    zones of a dynamic-DNS provider, not of a registry. `pattern` is a regular expression that every name matches whole.
    """

    name: str
    names: Callable[..., Iterator[str]] | None = None
    count: int = 0
    suffixes: tuple[str, ...] = ()
    period: Period = DAY
    config: Mapping[str, Parameter] = field(default_factory=dict)
    behaviour: Behaviour = field(default_factory=Behaviour)
    since: date | None = None
    until: date | None = None
    kernel: Kernel | None = None
    spell: Callable[..., None] | None = None
    inputs: Callable[[Mapping[str, Any]], Mapping[str, Any]] = dict
    endings: Callable[[Mapping[str, Any]], Sequence[str]] | None = None
    known: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    zones: tuple[str, ...] = ()
    pattern: str | None = None

    @property
    def predictable(self) -> bool:
        """Whether its names can be made."""
        return self.spell is not None or self.names is not None

    @property
    def dated(self) -> bool:
        """Whether its names depend on the date."""
        return self.period is not ALWAYS

    def endings_of(self, config: Mapping[str, Any]) -> Sequence[str]:
        """The endings of its names with this resolved config, in the generator's order."""
        return self.endings(config) if self.endings else self.suffixes

    def periods(self, span: Span) -> Iterator[date]:
        """A day for each of its periods that `span` touches, in order, from `since` to `until`."""
        first, last = max(span.first, self.since or span.first), min(span.last, self.until or span.last)
        return self.period.firsts(Span(first, last)) if first <= last else iter(())

    def configs(self) -> Mapping[str, Mapping[str, Any]]:
        """The known configs by name, as `resolve` takes them; one without a name where there is nothing to choose."""
        return self.known or {"": {}}


@dataclass(frozen=True)
class Family:
    """A malware family's models: everything there is to know about its domain generation algorithm."""

    name: str
    kind: str
    years: tuple[int, int | None]
    scheme: Scheme
    time_dependent: bool
    deterministic: bool
    variants: tuple[Variant, ...]
    sources: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    confidence: str = "published list"

    @property
    def predictable(self) -> bool:
        """Whether the names of any variant can be made."""
        return any(variant.predictable for variant in self.variants)

    def variant(self, name: str | None = None) -> Variant:
        """The variant called `name`, in either case; without a name that called `default`, or the only one there is.

        TidegateError (UnknownNameError) lists the variants otherwise.
        """
        known = [variant.name for variant in self.variants]
        if name is None:
            if len(known) > 1 and "default" not in known:
                raise TidegateError(f"{self.name} has variants {', '.join(known)}: name one of them")
            return self.variants[known.index("default") if "default" in known else 0]
        for variant in self.variants:
            if variant.name == name.lower():
                return variant
        raise UnknownNameError(f"variant of {self.name}", name, known)
