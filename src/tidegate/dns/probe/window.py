"""How many questions may be out at once: more while answers come, fewer when they do not. Pure."""

from dataclasses import dataclass

LEAST, MOST = 32, 1024
_START = 128
_TOO_MANY_LOST = 0.05
"""Which share of a round may stay unanswered: a dead registry's suffixes are fewer, an overrun resolver loses more."""


@dataclass
class Window:
    """The number of questions that may be out, changed after every round of as many results.

    A round that lost too many halves it, any other lets it grow by a sixteenth: slow to advance and quick to retreat,
    after TCP's example (V. Jacobson, Congestion avoidance and control, 1988), so that a burst does not drown a resolver
    whose socket holds only some hundreds of questions.
    """

    size: int = _START
    results: int = 0
    lost: int = 0

    def settle(self, answered: bool) -> None:
        """Count one result: an answer, or none in time."""
        self.results += 1
        self.lost += not answered
        if self.results >= self.size:
            too_many = self.lost > _TOO_MANY_LOST * self.results
            wanted = self.size // 2 if too_many else self.size + max(1, self.size // 16)
            self.size = max(LEAST, min(MOST, wanted))
            self.results = self.lost = 0
