"""The newest sightings, straight from the journals, for people who watch. The sensors do not notice."""

import time
from collections.abc import Iterator, Sequence

from tidegate.sinkhole import record, segment
from tidegate.sinkhole.frame import Frame, scan
from tidegate.sinkhole.segment import Segment
from tidegate.sinkhole.sighting import Sighting
from tidegate.store import Home

MOST = 500
"""Sightings that one `poll` gives at most, the newest: nobody could read more of them."""


class Tail:
    """Where somebody who watches the journal of `operation` has come to; begins with the `last` there are.

    A sighting is seen here as soon as it is durable.
    """

    def __init__(self, home: Home, operation: str, last: int = 20) -> None:
        self._folder = home.folder("journal", operation)
        self._read: dict[str, int] = {}  # bytes of each segment, by its part
        self.total = 0
        """How many sightings have come since it began, those among them that no `poll` gave."""
        self._first = self._begin(last)
        self.total = 0  # what was there before it began has not come

    def poll(self) -> list[Sighting]:
        """What has come since the last time, oldest first."""
        found, self._first = self._first, []
        for each in segment.segments(self._folder):
            if segment.size(each) > self._read.get(each.part, 0):
                found += self._new(each, MOST)
        return _newest(found, MOST)

    def _begin(self, last: int) -> list[Sighting]:
        """The newest segments first; older ones only while there are not enough sightings."""
        found: list[Sighting] = []
        for each in sorted(segment.segments(self._folder), key=_age, reverse=True):
            if each.sealed and len(found) >= last:
                self._read[each.part] = segment.size(each)
            else:
                found += self._new(each, last)
        return _newest(found, last)

    def _new(self, each: Segment, most: int) -> list[Sighting]:
        start = self._read.get(each.part, 0)
        data = segment.read(each, start)
        frames: list[Frame] = []
        for part in scan(data):
            if isinstance(part, Frame):
                frames.append(part)
            elif part.end == len(data) and not each.sealed:
                break  # more may come, and make sense of it
            self._read[each.part] = start + part.end
        self.total += sum(frame.count for frame in frames)
        return _last(data, frames, each.sensor, most)


def follow(home: Home, operation: str, last: int = 20, pause: float = 0.5) -> Iterator[Sighting]:
    """The `last` sightings and then every new one (the newest MOST in each `pause` seconds), for ever."""
    tail = Tail(home, operation, last)
    while True:
        yield from tail.poll()
        time.sleep(pause)


def _age(each: Segment) -> tuple[bool, str]:
    return not each.sealed, each.moment


def _last(data: bytes, frames: Sequence[Frame], sensor: str, most: int) -> list[Sighting]:
    found: list[Sighting] = []
    for part in reversed(frames):
        if len(found) >= most:
            break
        found = _sightings(data, part, sensor) + found
    return found[-most:] if most else []


def _sightings(data: bytes, frame: Frame, sensor: str) -> list[Sighting]:
    found, at = [], frame.start
    for _ in range(frame.count):
        sighting, at = record.unpack(data, at, sensor)
        found.append(sighting)
    return found


def _newest(sightings: list[Sighting], most: int) -> list[Sighting]:
    return sorted(sightings, key=lambda sighting: sighting.seen_at)[-most:] if most else []
