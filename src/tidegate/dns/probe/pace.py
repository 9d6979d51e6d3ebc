"""When the next question may leave: a stated rate, kept exactly. Pure: time comes in from outside."""

from dataclasses import dataclass


@dataclass
class Pace:
    """At most `rate` questions a second, as a bucket that holds `burst` of them and fills evenly.

    `next_free` is the moment (seconds, any monotonic clock) at which the bucket would be full again: the generic cell
    rate algorithm (ITU-T I.371), which is a token bucket without the bucket.
    """

    rate: float
    burst: float = 1.0
    next_free: float = float("-inf")

    def wait(self, now: float) -> float:
        """Take a question's place; returns for how many seconds it has to wait from `now` on."""
        self.next_free = max(self.next_free, now) + 1 / self.rate
        return max(0.0, self.next_free - now - self.burst / self.rate)
