"""One gate for secrets: labels, and the one decision that every path asks."""

from tidegate.policy.decision import Action, Viewer, decide, require
from tidegate.policy.labels import PAP, TLP, Label, strictest

__all__ = ["PAP", "TLP", "Action", "Label", "Viewer", "decide", "require", "strictest"]
