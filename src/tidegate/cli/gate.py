"""How commands come by an operation: opened, and only for a member whom the policy lets do what they ask for."""

from tidegate.errors import UnknownNameError
from tidegate.operation import clearance, opening
from tidegate.operation.model import Operation
from tidegate.policy import Action, decide, require
from tidegate.store import Home


def opened(home: Home, operation: str, member: str, action: Action, what: str) -> Operation:
    """The operation; NotAllowedError where `member` may not do `action` with `what` of it.

    UnknownNameError where there is none; it lists only the operations that `member` may read.
    """
    viewer = clearance.viewer(home.records, member)
    known = opening.names(home.records)
    if operation not in known:
        labels = {name: opening.get(home.records, name).label for name in known}
        raise UnknownNameError(
            "operation", operation, [name for name in known if decide(viewer, Action.READ, labels[name])]
        )
    found = opening.get(home.records, operation)
    require(viewer, action, found.label, f"{what} of {operation}")
    return found
