"""A question on its way to a server and back, and the lanes in which questions wait for their turn."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from tidegate.dns.probe import wire
from tidegate.dns.probe.answer import Answer, Question
from tidegate.dns.probe.pace import Pace
from tidegate.dns.probe.resolver import Resolver


@dataclass(slots=True, eq=False)
class Flight:
    """A question, whom to ask (any of `to`, another one at each attempt), and who is told the answer: `landed`.

    `recursive` says that a resolver is asked. The rest is what became of it so far: the attempts made, when the last
    one left, to whom and from which lane, whether it goes without EDNS or by TCP, whether what came could not be read.
    """

    question: Question
    to: Sequence[Resolver]
    landed: Callable[["Flight", Answer], None]
    recursive: bool = True
    section: bytes = b""
    attempts: int = 0
    began: float = 0.0
    edns: bool = True
    tcp: bool = False
    broken: bool = False
    lane: "Lane" = field(init=False)
    server: Resolver = field(init=False)

    def __post_init__(self) -> None:
        self.section = wire.encode(self.question)


@dataclass(slots=True, eq=False)
class Lane:
    """The questions for one registry: those that go on with a name come before those that begin one.

    `is_waiting` says that the lane stands in the schedule, or with a server that has no room; else it is idle.
    """

    pace: Pace
    fresh: Iterator[Flight] = field(default_factory=lambda: iter(()))
    going_on: deque[Flight] = field(default_factory=deque)
    is_waiting: bool = False

    def take(self) -> Flight | None:
        """The next question; None where there is none left."""
        return self.going_on.popleft() if self.going_on else next(self.fresh, None)


class Schedule:
    """Whose turn it is: of the lanes that have something to ask, the one that has been due for longest. Pure.

    So lanes with equal paces take turns, and a slow one never holds up the others.
    """

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self._heap: list[tuple[float, int, Lane]] = []
        self._count = 0

    def add(self, lane: Lane, due: float | None = None) -> None:
        """Let `lane` wait for its turn, or until `due` where that is later."""
        lane.is_waiting = True
        self._count += 1
        moment = lane.pace.due if due is None else max(due, lane.pace.due)
        heappush(self._heap, (moment, self._count, lane))

    def next(self, now: float) -> Lane | None:
        """The lane whose turn it is at `now`; None where none is due, or the overall pace forbids it."""
        while self._heap and self._heap[0][0] <= now and self.pace.due <= now:
            _, _, lane = heappop(self._heap)
            if lane.pace.due <= now:
                lane.is_waiting = False
                return lane
            self.add(lane)  # another lane of the same registry was quicker
        return None

    @property
    def due(self) -> float | None:
        """When to ask again whose turn it is; None where nobody waits."""
        return max(self._heap[0][0], self.pace.due) if self._heap else None
