"""TLP 2.0 and PAP labels. What contains or derives from labelled things inherits the strictest.

Source: FIRST, Traffic Light Protocol 2.0 (2022); MISP taxonomy, Permissible Actions Protocol.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Self

from tidegate.errors import TidegateError


class _Level(IntEnum):
    @classmethod
    def parse(cls, text: str) -> Self:
        """The level that `text` names (`AMBER+STRICT`, `tlp:amber`); TidegateError lists the levels otherwise."""
        wanted = text.upper().removeprefix(f"{cls.__name__}:").replace("+", "_")
        try:
            return cls[wanted]
        except KeyError:
            levels = ", ".join(level.word for level in cls)
            raise TidegateError(f"{text!r} is not a {cls.__name__} label; the labels are {levels}") from None

    @property
    def word(self) -> str:
        return self.name.replace("_", "+")

    def __str__(self) -> str:
        return f"{type(self).__name__}:{self.word}"


class TLP(_Level):
    """Who may read it, from everybody to the people in the room."""

    CLEAR = 0
    GREEN = 1
    AMBER = 2
    AMBER_STRICT = 3
    RED = 4


class PAP(_Level):
    """What may be done with it, from anything to nothing that can be noticed from outside."""

    CLEAR = 0
    GREEN = 1
    AMBER = 2
    RED = 3


@dataclass(frozen=True)
class Label:
    """What an object carries: its TLP, its PAP, and the compartments that a reader must be in, all of them."""

    tlp: TLP = TLP.RED
    pap: PAP = PAP.RED
    compartments: frozenset[str] = field(default_factory=frozenset)

    def __str__(self) -> str:
        return " ".join([str(self.tlp), str(self.pap), *sorted(self.compartments)])


def strictest(labels: Iterable[Label]) -> Label:
    """The label of what is made from things with these `labels`; of nothing: the strictest there is."""
    parts = list(labels)
    if not parts:
        return Label()
    return Label(
        max(part.tlp for part in parts),
        max(part.pap for part in parts),
        frozenset().union(*(part.compartments for part in parts)),
    )
