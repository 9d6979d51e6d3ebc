"""Names that the adversary can still get: for fewer eyes than how many there are."""

from tidegate.dns.coverage import gaps
from tidegate.policy import Label
from tidegate.web.page import Visit


def label(visit: Visit) -> Label:
    """What a page carries that shows such names to this viewer, or how many they are where it may not show them."""
    return gaps.label(visit.operation) if may_be_shown(visit) else visit.operation.label


def may_be_shown(visit: Visit) -> bool:
    """Whether the viewer may read such names."""
    return visit.lets(gaps.label(visit.operation))
