"""What a drill promises, and whether it held: a list that only grows, and that decides the exit status."""

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
        told = f"{_figure(found)}" if found == expected else f"{_figure(found)}, expected {_figure(expected)}"
        self.check(text, found == expected, told)

    @property
    def broken(self) -> list[Promise]:
        """Those that did not hold."""
        return [promise for promise in self.made if not promise.held]


def _figure(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
