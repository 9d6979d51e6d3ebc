"""The verdicts of one worker, packed for the journal. What comes again is not decided again."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache

from tidegate.sinkhole import classify
from tidegate.sinkhole.classify import Match
from tidegate.sinkhole.record import pack_verdict

DAY = 86_400_000_000_000
"""Nanoseconds."""
_REMEMBERED = 16_384

Find = Callable[[str], Sequence[Match]]


class Judge:
    """Decides with `find`, which gives the rendezvous that a name is; `forget` when it would find something else."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self.request = lru_cache(_REMEMBERED)(self._request)
        self.query = lru_cache(_REMEMBERED)(self._query)
        self.holds = lru_cache(_REMEMBERED)(self._holds)

    def forget(self) -> None:
        """Decide everything anew from now on."""
        for remembered in (self.request, self.query, self.holds):
            remembered.cache_clear()

    def _request(self, line: bytes, host: bytes, day: int) -> bytes:
        """The packed verdict on an HTTP request of the `day`-th day since 1970."""
        name = host.decode("ascii")
        return pack_verdict(classify.request(line.decode("ascii"), name, self._find(name), _date(day)))

    def _query(self, name: bytes, day: int) -> bytes:
        """The packed verdict on a DNS question of the `day`-th day since 1970."""
        return pack_verdict(classify.query(self._find(name.decode("ascii")), _date(day)))

    def _holds(self, name: str) -> bool:
        """Whether `name` is a rendezvous."""
        return bool(self._find(name))


def _date(day: int) -> date:
    return datetime.fromtimestamp(day * 86_400, UTC).date()
