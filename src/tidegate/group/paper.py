"""A paper is a head and sections; every section asks the policy whether this reader may see it.

A section is one module with a `SECTION`, found by looking: `group.agenda` holds the briefing's, `group.lessons` the
review's. What a section says is made of plain values first; its template only shows them.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from types import ModuleType
from typing import Any, Protocol

from tidegate.group.document import Drawing, drawing
from tidegate.group.labelled import Gate
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.policy import PAP, TLP, Label

HEAD = Label(TLP.GREEN, PAP.CLEAR)
"""That there is a paper on an operation is for every member."""


class Sources(Protocol):
    """What a paper is made from."""

    @property
    def operation(self) -> Operation: ...


@dataclass(frozen=True)
class Section:
    """How one section is made. Without its own `label` it carries the operation's.

    `make` takes sources and gate and returns what the template shows as `content`, or None for nothing to say;
    `charts` makes pictures from sources and content, by name.
    """

    order: int
    title: str
    template: str
    make: Callable[[Any, Gate], Any]
    label: Callable[[Any], Label] = lambda sources: sources.operation.label
    charts: Callable[[Any, Any], Mapping[str, Any]] = lambda sources, content: {}


@dataclass(frozen=True)
class Shown:
    """A section as one reader gets it; its pictures are drawn when somebody looks at them."""

    title: str
    anchor: str
    template: str
    content: Any
    charts: Callable[[], Mapping[str, Any]]

    @cached_property
    def drawings(self) -> Mapping[str, Drawing]:
        """The section's charts as drawings, by name."""
        return {name: drawing(chart) for name, chart in self.charts().items()}


@dataclass(frozen=True)
class Paper:
    """What a template is given. `label` is the strictest of what is in it; `cut` says whether anything was left out."""

    operation: str
    kind: str
    subject: str
    days: Span
    as_of: datetime
    reader: str
    label: Label
    cut: bool
    sections: tuple[Shown, ...] = field(default=())


def sections(package: ModuleType) -> list[Section]:
    """The sections that the modules of `package` declare, in their order."""
    modules = [
        importlib.import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)
    ]
    return sorted((module.SECTION for module in modules), key=lambda section: section.order)


def shown(found: list[Section], sources: Sources, gate: Gate) -> tuple[Shown, ...]:
    """Those of the sections that the reader may see and that have something to say."""
    every = (_shown(section, sources, gate) for section in found if gate.lets(section.label(sources)))
    return tuple(section for section in every if section is not None)


def _shown(section: Section, sources: Sources, gate: Gate) -> Shown | None:
    content = section.make(sources, gate)
    if content is None:
        return None
    anchor = section.template.rpartition("/")[2].removesuffix(".html")
    return Shown(section.title, anchor, section.template, content, lambda: section.charts(sources, content))


def facts(paper: Paper, html: str) -> dict[str, Any]:
    """What is said, and kept on the record, about a paper that was made."""
    return {
        "for": paper.reader,
        "label": str(paper.label),
        "cut": paper.cut,
        "sections": [section.anchor for section in paper.sections],
        "sha256": sha256(html.encode()).hexdigest(),
    }
