"""Appeals: owners who claim a name, each with its clock, and what was given back."""

from dataclasses import dataclass
from datetime import timedelta

from tidegate.dns.appeals import life
from tidegate.dns.appeals.life import Appeal, State
from tidegate.web.page import Data, Page, Visit


@dataclass(frozen=True)
class Clock:
    """An appeal, the time `left` until its answer is due (negative where it is over; None where it was answered), and
    the command that goes on with it."""

    appeal: Appeal
    left: timedelta | None
    awaiting: tuple[str, ...]
    command: str

    @property
    def is_overdue(self) -> bool:
        return self.left is not None and self.left < timedelta(0)


def data(visit: Visit) -> Data:
    """Every appeal, what is due first."""
    found = clocks(visit)
    return {
        "appeals": found,
        "open": sum(one.left is not None for one in found),
        "overdue": sum(one.is_overdue for one in found),
        "awaiting": sum(bool(one.awaiting) for one in found),
    }


def clocks(visit: Visit) -> list[Clock]:
    """The appeals with their clocks, as they stand now."""
    now, name = visit.home.now(), visit.operation.name
    found = life.rows(visit.home.records, name)
    return [
        Clock(one, one.due - now if one.state is State.OPEN else None, tuple(one.awaiting), _command(one, name))
        for one in found
    ]


def _command(one: Appeal, operation: str) -> str:
    if one.state is State.OPEN:
        return f"tidegate appeal decide {operation} {one.name} --accept --reason TEXT"
    if one.awaiting:
        return f"tidegate appeal released {operation} {one.name} --by {one.awaiting[0]}"
    return ""


PAGES = [Page("/collisions/appeals", "Appeals", "appeals.html", data, under="/collisions")]
