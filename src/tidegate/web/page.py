"""What a page is: an address, a function that turns stores into plain data, and a template that shows it."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from starlette.datastructures import QueryParams

from tidegate.errors import TidegateError
from tidegate.names.days import parse_day
from tidegate.operation.model import Operation
from tidegate.policy import Action, Label, Viewer, decide
from tidegate.store import Home
from tidegate.web.memo import Memo

Data = Mapping[str, Any]
"""Plain values only: what the template shows is what a program gets as JSON."""


class NotFoundError(TidegateError):
    """The address names nothing; the message says what was looked for."""


@dataclass(frozen=True)
class Visit:
    """Who looks at what: a viewer whom the policy has let into one operation, and the rest of the address."""

    home: Home
    operation: Operation
    viewer: Viewer
    memo: Memo
    path: Mapping[str, str] = field(default_factory=dict)
    query: QueryParams = field(default_factory=QueryParams)

    @property
    def today(self) -> date:
        """The current UTC day by the home's clock."""
        return self.home.now().date()

    def lets(self, label: Label) -> bool:
        """Whether the policy lets the viewer read what carries `label`."""
        return bool(decide(self.viewer, Action.READ, label))

    def day(self, name: str, default: date) -> date:
        """The day that the address (or else the query) gives as `name`, or `default`; NotFoundError for no day."""
        text = self.path.get(name) or self.query.get(name)
        try:
            return parse_day(text) if text else default
        except TidegateError as error:
            raise NotFoundError(str(error)) from None

    def remember(self, make: Callable[..., Any], *arguments: Hashable, reads: "Reads") -> Any:
        """`make(self, *arguments)`, made anew only when what it `reads` has changed since.

        It may depend on that and on `arguments` only: neither on the rest of the address nor on the clock.
        """
        name = self.operation.name
        lake = self.home.lake.version(name, reads.tables)
        record = self.home.records.newest() if reads.record else None
        key = (make.__module__, make.__qualname__, name, self.viewer, arguments)
        return self.memo(key, (lake, record), lambda: make(self, *arguments))


@dataclass(frozen=True)
class Reads:
    """What a result depends on: some tables of the lake, and the record."""

    tables: tuple[str, ...]
    record: bool


SIGHTINGS = Reads(("sightings",), record=False)
COVERAGE = Reads(("forecast", "probes"), record=True)
COLLISIONS = Reads(("collisions",), record=True)
RECORD = Reads((), record=True)
EVERYTHING = Reads(("forecast", "collisions", "probes", "sightings"), record=True)


@dataclass(frozen=True)
class Tab:
    """A page's place in the navigation: the word, its order, and the letter that `g` and it go there by."""

    word: str
    order: int
    letter: str


@dataclass(frozen=True)
class Page:
    """One page of an operation, at `/operations/NAME` + `path`; `charts` are the figures that it shows, by name."""

    path: str
    title: str
    template: str
    data: Callable[[Visit], Data]
    tab: Tab | None = None
    under: str = ""  # the path of the tab that this page belongs to, where it has none of its own
    charts: Mapping[str, "Figure"] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """A chart: `make` gives its definition, from what it `reads` alone."""

    make: Callable[[Visit], Any]
    reads: Reads
