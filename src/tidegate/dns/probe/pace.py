"""When the next question may leave: a stated rate, kept exactly. Pure: time comes in from outside."""

from dataclasses import dataclass

_BURST = 0.02  # seconds' worth of questions that may leave together


@dataclass
class Pace:
    """At most `rate` questions a second, as a bucket that holds `burst` of them and fills evenly.

    `next_free` is the moment (seconds, any monotonic clock) at which the bucket would be full again: the generic cell
    rate algorithm (ITU-T I.371), which is a token bucket without the bucket.
    """

    rate: float
    burst: float = 1.0
    next_free: float = float("-inf")

    @classmethod
    def of(cls, rate: float) -> "Pace":
        """The pace of `rate` questions a second, with a burst that a receiver does not notice."""
        return cls(rate, max(1.0, rate * _BURST))

    @property
    def due(self) -> float:
        """The moment from which on the next question may leave."""
        return self.next_free - (self.burst - 1) / self.rate

    def take(self, now: float) -> None:
        """Let a question leave at `now`, which is not before it is due."""
        self.next_free = max(self.next_free, now) + 1 / self.rate

    def wait(self, now: float) -> float:
        """Take a question's place; returns for how many seconds it has to wait from `now` on."""
        delay = max(0.0, self.due - now)
        self.take(now)
        return delay
