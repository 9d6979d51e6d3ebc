"""Names that the adversary can still get: for fewer eyes than how many there are."""

from tidegate.group.agenda.gaps import NAMED
from tidegate.policy import Label, strictest
from tidegate.web.page import Visit


def label(visit: Visit) -> Label:
    """What a page carries that shows such names to this viewer, or how many they are where it may not show them."""
    named = strictest([visit.operation.label, NAMED])
    return named if visit.lets(named) else visit.operation.label


def may_be_shown(visit: Visit) -> bool:
    """Whether the viewer may read such names."""
    return visit.lets(strictest([visit.operation.label, NAMED]))
