"""How commands come by an operation: opened, and only for a member whom the policy lets do what they ask for."""

from tidegate.operation import clearance, opening
from tidegate.operation.model import Operation
from tidegate.policy import Action, require
from tidegate.store import Home


def opened(home: Home, operation: str, member: str, action: Action, what: str) -> Operation:
    """The operation; UnknownNameError where there is none, NotAllowedError where `member` may not do `action` with
    `what` of it."""
    found = opening.get(home.records, operation)
    require(clearance.viewer(home.records, member), action, found.label, f"{what} of {operation}")
    return found
