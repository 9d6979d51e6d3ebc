"""The verdicts of one worker, packed for the journal."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from tidegate.sinkhole import classify
from tidegate.sinkhole.classify import Match
from tidegate.sinkhole.record import pack_verdict

DAY = 86_400_000_000_000
"""Nanoseconds."""

Find = Callable[[str], Sequence[Match]]


class Judge:
    """Decides with `find`, which gives the rendezvous that a name is; tell it with `forget` when that changes."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self.generation = 0
        """Changes whenever decisions may change, for those who remember what they made of them."""

    def forget(self) -> None:
        """Decide everything anew from now on."""
        self.generation += 1

    def request(self, line: bytes, host: bytes, day: int) -> bytes:
        """The packed verdict on an HTTP request of the `day`-th day since 1970."""
        name = host.decode("ascii")
        return pack_verdict(classify.request(line.decode("ascii"), name, self._find(name), _date(day)))

    def query(self, name: str, day: int) -> bytes:
        """The packed verdict on a DNS question of the `day`-th day since 1970."""
        return pack_verdict(classify.query(self._find(name), _date(day)))

    def holds(self, name: str) -> bool:
        """Whether `name` is a rendezvous."""
        return bool(self._find(name))


def _date(day: int) -> date:
    return datetime.fromtimestamp(day * 86_400, UTC).date()
