"""Labels on the record, and the gate that every piece of a briefing or a review passes."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import sqlalchemy as sa

from tidegate.policy import PAP, TLP, Action, Label, Viewer, decide, strictest

Piece = TypeVar("Piece")


def columns() -> list[sa.Column[Any]]:
    """The columns of a projection whose rows carry a label."""
    return [
        sa.Column("tlp", sa.String, nullable=False),
        sa.Column("pap", sa.String, nullable=False),
        sa.Column("compartments", sa.JSON, nullable=False),
    ]


def written(label: Label) -> dict[str, Any]:
    """`label` as an event's body holds it."""
    return {"tlp": label.tlp.word, "pap": label.pap.word, "compartments": sorted(label.compartments)}


def read(values: Mapping[str, Any]) -> Label:
    """The label in an event's body or a projection's row."""
    return Label(TLP.parse(values["tlp"]), PAP.parse(values["pap"]), frozenset(values["compartments"]))


class Gate:
    """What one reader may see: asks the policy for each piece, and remembers whether it ever said no."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.cut = False
        self._let: set[Label] = set()

    def lets(self, label: Label) -> bool:
        """Whether the reader may see a piece that carries `label`."""
        allowed = bool(decide(self.viewer, Action.READ, label))
        if allowed:
            self._let.add(label)
        else:
            self.cut = True
        return allowed

    def each(self, pieces: Iterable[Piece], label: Callable[[Piece], Label]) -> list[Piece]:
        """Those of `pieces` that the reader may see."""
        return [piece for piece in pieces if self.lets(label(piece))]

    @property
    def label(self) -> Label:
        """What everything that was let through carries together."""
        return strictest(self._let)


def narrower(one: Viewer, other: Viewer) -> Viewer:
    """Somebody who may see what both may: `one` asks for `other`, and gets nothing by it that is not theirs."""
    if one.clearance is None or other.clearance is None:
        return Viewer(other.name)
    return Viewer(other.name, min(one.clearance, other.clearance), one.compartments & other.compartments)
