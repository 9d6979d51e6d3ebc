"""What a drill promises, and whether it held: a list that only grows, and that decides the exit status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Promise:
    """Something that must be true, the figures that say whether it is, and the verdict."""

    text: str
    figures: str
    held: bool


@dataclass
class Promises:
    """The promises of one drill, in the order in which they were checked."""

    made: list[Promise] = field(default_factory=list)

    def check(self, text: str, held: bool, figures: object = "") -> None:
        """Put down whether `text` held, and by which `figures`."""
        self.made.append(Promise(text, str(figures), held))

    def equal(self, text: str, found: object, expected: object) -> None:
        """Put down whether what was `found` is what was `expected`."""
        told = figure(found) if found == expected else f"{figure(found)}, expected {figure(expected)}"
        self.check(text, found == expected, told)

    @property
    def broken(self) -> list[Promise]:
        """Those that did not hold."""
        return [promise for promise in self.made if not promise.held]


def figure(value: object) -> str:
    """A value as people read it: `1,530,500`, `conficker/a 15,250, conficker/b 15,250`, `none`."""
    match value:
        case bool() | str():
            return str(value)
        case int() | float():
            return f"{value:,}"
        case Mapping():
            return ", ".join(f"{key} {figure(part)}" for key, part in value.items()) or "none"
        case tuple():
            return " ".join(map(figure, value))
        case Sequence():
            return ", ".join(map(figure, value)) or "none"
    return str(value)
