"""Vidro's week ends on a Sunday at 08:53:20."""

import pytest

from tidegate.dga import generate

ALL = {"count": 300, "time": "any"}


def names(day, **config):
    return generate("vidro", day, variant="default", config=config)


def test_a_sunday_has_the_names_of_both_its_weeks():
    before, after = names("2016-12-17", **ALL), names("2016-12-19", **ALL)
    assert names("2016-12-18", **ALL) == before + after
    assert not set(before) & set(after)


@pytest.mark.parametrize(("time", "neighbour"), [("08:53:19", "2016-12-17"), ("08:53:20", "2016-12-19")])
def test_the_week_changes_at_that_second(time, neighbour):
    assert names("2016-12-18", time=time) == names(neighbour)


def test_every_label_stands_under_all_three_endings():
    endings = {}
    for name in names("2016-12-19", **ALL):
        label, _, ending = name.partition(".")
        endings.setdefault(label, set()).add(ending)
    assert all(each == {"dyndns.org", "com", "net"} for each in endings.values())
