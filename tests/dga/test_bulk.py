"""Names in bulk are the same however little room was guessed for them."""

from datetime import date, timedelta

import pytest

from tidegate.dga import bulk
from tidegate.dga.catalogue import find
from tidegate.dga.config import resolve
from tidegate.dga.generation import readings

DAYS = [date(2017, 1, 1) + timedelta(days=number) for number in range(5)]


@pytest.mark.parametrize("guess", [1, 30, 33])
def test_names_that_need_more_room_than_was_guessed_are_all_made(monkeypatch, guess):
    monkeypatch.setattr(bulk, "_BYTES_A_NAME", guess)
    variant = find("wd").variant("md5-date")
    config = resolve(variant.config, {}, "wd")
    made = {
        reading: [name for batch in make(DAYS, config, None) for name in batch.names.to_pylist()]
        for reading, make in readings(variant).items()
    }
    assert made["compiled"] == made["plain"]
    assert len(made["plain"]) == len(DAYS) * variant.count
