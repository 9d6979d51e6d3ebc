"""The verdicts of one worker, packed for the journal. What comes again is not decided again."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache

from tidegate.sinkhole import classify
from tidegate.sinkhole.classify import Match
from tidegate.sinkhole.record import pack_verdict

DAY = 86_400_000_000_000
"""Nanoseconds."""
REMEMBERED = 65_536
"""Decisions that are kept of each kind: more than a day of Conficker has names."""

Find = Callable[[str], Sequence[Match]]


class Judge:
    """Decides with `find`, which gives the rendezvous that a name is; `forget` when it would find something else."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self.generation = 0
        """Changes whenever decisions may change, for others who remember what they made of them."""
        self.request = lru_cache(REMEMBERED)(self._request)

    def forget(self) -> None:
        """Decide everything anew from now on."""
        self.generation += 1
        self.request.cache_clear()

    def query(self, name: str, day: int) -> bytes:
        """The packed verdict on a DNS question of the `day`-th day since 1970."""
        return pack_verdict(classify.query(self._find(name), _date(day)))

    def holds(self, name: str) -> bool:
        """Whether `name` is a rendezvous."""
        return bool(self._find(name))

    def _request(self, line: bytes, host: bytes, day: int) -> bytes:
        """The packed verdict on an HTTP request of the `day`-th day since 1970."""
        name = host.decode("ascii")
        return pack_verdict(classify.request(line.decode("ascii"), name, self._find(name), _date(day)))


def _date(day: int) -> date:
    return datetime.fromtimestamp(day * 86_400, UTC).date()
