"""Takings: registered names that two members hold or transfer, and ICANN's five questions answered on the record."""

from dataclasses import dataclass

from tidegate.dns.collisions import takings
from tidegate.dns.collisions.questions import QUESTIONS
from tidegate.dns.collisions.takings import State, Taking
from tidegate.web import named
from tidegate.web.page import Data, Page, Visit

_NEED = (State.PROPOSED, State.CONFIRMED, State.WITHDRAWN)


@dataclass(frozen=True)
class Queued:
    """A taking, what it waits for in words, and the command that goes on with it."""

    taking: Taking
    waits: str
    command: str

    @property
    def is_waiting(self) -> bool:
        return self.taking.state is State.PROPOSED


def data(visit: Visit) -> Data:
    """Every taking, those first that wait for somebody; only how many there are where the viewer may not know which
    names an outsider holds."""
    found, is_named = queue(visit), named.may_be_shown(visit)
    return {
        "label": named.label(visit) if found else visit.operation.label,
        "total": len(found),
        "waiting": sum(one.is_waiting for one in found),
        "named": is_named,
        "takings": found if is_named else [],
        "questions": QUESTIONS,
    }


def queue(visit: Visit) -> list[Queued]:
    """The takings in the order of need."""
    found = takings.rows(visit.home.records, visit.operation.name)
    ordered = sorted(found, key=lambda one: (_NEED.index(one.state), one.proposed_at, one.name))
    return [_queued(one, visit.operation.name) for one in ordered]


def _queued(one: Taking, operation: str) -> Queued:
    if one.state is State.WITHDRAWN:
        return Queued(one, "withdrawn", "")
    if one.state is State.CONFIRMED:
        return Queued(one, "confirmed by two", f"tidegate taking withdraw {operation} {one.name} --reason TEXT")
    if one.unanswered:
        command = f"tidegate taking answer {operation} {one.name} {one.unanswered[0]} --text TEXT"
        return Queued(one, f"for {len(one.unanswered)} of {len(QUESTIONS)} answers", command)
    return Queued(one, f"for another than {one.proposed_by}", f"tidegate taking confirm {operation} {one.name}")


PAGES = [Page("/collisions/takings", "Takings", "takings.html", data, under="/collisions")]
