"""Who may do what with a labelled object: by default nobody."""

from dataclasses import dataclass, field
from enum import StrEnum

from tidegate.errors import NotAllowedError
from tidegate.policy.labels import PAP, TLP, Label


class Action(StrEnum):
    """What can be asked for."""

    READ = "read"
    EXPORT = "export"
    PROBE = "probe"
    PROBE_REGISTRIES = "probe at the registries' own name servers"
    DECIDE = "decide"


@dataclass(frozen=True)
class Viewer:
    """Who asks: a member, a registry, or the public. Without a clearance nothing is allowed, not even TLP:CLEAR."""

    name: str
    clearance: TLP | None = None
    compartments: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Decision:
    """Whether it is allowed, and the reason in words that tell the asker nothing new."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


_VISIBLE = {
    Action.PROBE: (PAP.GREEN, "a probe is a visible act"),
    Action.PROBE_REGISTRIES: (PAP.CLEAR, "a probe at the registries' own name servers shows who asks for which names"),
}
"""The strictest PAP that allows an act which can be noticed, and how it can. A resolver asks in its own name: whoever
runs the name servers learns that a name is looked up, and PAP:GREEN allows that. Who asks the registries straight shows
them an address of the group's with every name of the list, and so needs PAP:CLEAR."""


def decide(viewer: Viewer, action: Action, label: Label) -> Decision:
    """Whether `viewer` may do `action` with an object that carries `label`. Pure; every path asks this one function."""
    if viewer.clearance is None:
        return Decision(False, f"{viewer.name} has no clearance")
    if viewer.clearance < label.tlp:
        return Decision(False, f"{viewer.name} is cleared to {viewer.clearance}")
    if not label.compartments <= viewer.compartments:
        return Decision(False, f"{viewer.name} is not in every compartment that this needs")
    strictest, how = _VISIBLE.get(action, (PAP.RED, ""))
    if label.pap > strictest:
        return Decision(False, f"{how}, which {label.pap} forbids")
    return Decision(True, "cleared")


def require(viewer: Viewer, action: Action, label: Label, what: str) -> None:
    """Raise NotAllowedError unless `viewer` may do `action`; `what` names the object as the asker called it."""
    decision = decide(viewer, action, label)
    if not decision:
        raise NotAllowedError(f"not allowed to {action} {what}: {decision.reason}")
