"""Whom a paper is for: the member who asks, or another, but never more than both may see."""

from tidegate.group import members
from tidegate.group.labelled import narrower
from tidegate.operation.clearance import viewer
from tidegate.policy import Action, Viewer, require
from tidegate.store import Records


def reader_of(records: Records, asker: str, reader: str | None) -> Viewer:
    """The reader of what `asker` has made, for themselves or for the member `reader`.

    NotAllowedError where the asker may not even know the members; UnknownNameError for a reader who is none.
    """
    mine = viewer(records, asker)
    if reader is None or reader == asker:
        return mine
    require(mine, Action.READ, members.ROSTER, "the members")
    return narrower(mine, members.get(records, reader).viewer)
