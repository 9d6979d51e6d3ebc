"""Who is let in: every page of an operation asks the policy here, before anything of it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import QueryParams

from tidegate.errors import NotAllowedError
from tidegate.operation import clearance, opening
from tidegate.operation.model import Operation
from tidegate.policy import Action, Viewer, decide
from tidegate.store import Home
from tidegate.web.memo import Memo
from tidegate.web.page import NotFoundError, Visit

REFUSAL = "You may not read this."
"""All that a refusal says. What is not there is refused alike, unless the viewer may read all operations there are."""


@dataclass(frozen=True)
class Gate:
    """The stores of one home as one member sees them; the clearance is looked up anew for each visit."""

    home: Home
    member: str
    memo: Memo = field(default_factory=Memo)

    @property
    def viewer(self) -> Viewer:
        """The member as the record has it now."""
        return clearance.viewer(self.home.records, self.member)

    def operations(self) -> list[Operation]:
        """The operations that the viewer may read."""
        return self._readable(self.viewer)

    def enter(self, name: str, path: Mapping[str, str], query: QueryParams) -> Visit:
        """A visit to the operation called `name`; NotAllowedError or NotFoundError otherwise."""
        viewer = self.viewer
        readable = self._readable(viewer)
        for operation in readable:
            if operation.name == name:
                return Visit(self.home, operation, viewer, self.memo, path, query)
        if len(readable) < len(self._all()):
            raise NotAllowedError(REFUSAL)
        raise NotFoundError(f"there is no operation {name!r}")

    def _readable(self, viewer: Viewer) -> list[Operation]:
        return [operation for operation in self._all() if decide(viewer, Action.READ, operation.label)]

    def _all(self) -> list[Operation]:
        records = self.home.records
        operations: list[Operation] = self.memo(
            "operations", records.newest(), lambda: [opening.get(records, name) for name in opening.names(records)]
        )
        return operations
