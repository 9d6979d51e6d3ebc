"""The drill's time is one for all of its processes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tidegate.drill.clock import HOUR_NS, PACE, Clock, nanoseconds

FIRST_OF_APRIL = datetime(2009, 4, 1, 5, tzinfo=UTC)


def test_what_one_sets_all_others_read(tmp_path: Path):
    mine, other = Clock(tmp_path / "clock"), Clock(tmp_path / "clock")
    mine.set(FIRST_OF_APRIL)
    assert 0 <= other() - nanoseconds(FIRST_OF_APRIL) < HOUR_NS
    assert other.now().replace(minute=0, second=0, microsecond=0) == FIRST_OF_APRIL


def test_time_is_never_set_back_by_an_advance(tmp_path: Path):
    clock = Clock(tmp_path / "clock")
    clock.advance(FIRST_OF_APRIL)
    clock.advance(FIRST_OF_APRIL - timedelta(hours=3))
    assert clock.now() >= FIRST_OF_APRIL


def test_time_runs_on_and_stops_at_the_end_of_the_hour(tmp_path: Path):
    clock = Clock(tmp_path / "clock")
    clock.set(FIRST_OF_APRIL)
    first, second = clock(), clock()
    assert first <= second
    clock.set(FIRST_OF_APRIL + timedelta(minutes=59, seconds=59, microseconds=999_999))
    while clock() % HOUR_NS < HOUR_NS - 1:  # at this pace a microsecond takes no time at all
        assert PACE > 1
    assert clock.now() < FIRST_OF_APRIL + timedelta(hours=1)
