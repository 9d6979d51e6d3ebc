"""Counters: every drop has a class, and outlives the sensor."""

from datetime import UTC, datetime

import pytest

from tidegate.errors import TidegateError
from tidegate.sinkhole import counters
from tidegate.sinkhole.counters import Counters, Drop


def test_counts_go_on_after_a_restart(tmp_path):
    first = Counters("one", 0, datetime(2026, 1, 1, tzinfo=UTC))
    first.recorded += 3
    first.drop("http", Drop.SLOW)
    first.save(tmp_path)
    again = Counters.resume(tmp_path, "one", 0)
    again.drop("http", Drop.SLOW, 2)
    assert (again.recorded, again.drops, again.since) == (3, {"http slow": 3}, first.since)


def test_a_file_that_cannot_be_read_is_no_reason_not_to_start(tmp_path):
    Counters("one", 0, datetime.now(UTC)).path(tmp_path).write_text("{")
    assert Counters.resume(tmp_path, "one", 0).recorded == 0


def test_all_workers_counts_can_be_read_at_once(tmp_path):
    for worker in (0, 1):
        counted = Counters("one", worker, datetime.now(UTC))
        counted.drop("dns-udp", Drop.MALFORMED)
        counted.save(tmp_path)
    assert [found["drops"] for found in counters.read(tmp_path)] == [{"dns-udp malformed": 1}] * 2


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "one.0.counters.json").write_text("{")
    with pytest.raises(TidegateError, match=r"one\.0\.counters\.json"):
        counters.read(tmp_path)
