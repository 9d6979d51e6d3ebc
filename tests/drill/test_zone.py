"""What the world's DNS says of a name, and since when."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from tidegate.drill.clock import nanoseconds
from tidegate.drill.zone import RESERVED, UNREGISTERED, Answer, Entry, Zone, build

MARCH = datetime(2009, 3, 1, tzinfo=UTC)
SINKHOLE = Answer(addresses=("127.0.0.2",), nameservers=("ns1.sinkhole.invalid",))
OWNER = Answer(addresses=("198.51.100.7",))


def names(*texts: str) -> np.ndarray:
    return np.array([text.encode() for text in texts])


def said(zone: Zone, name: str, at: datetime) -> Answer:
    return zone.answers[zone.number(name.encode(), nanoseconds(at))]


def test_a_name_is_unregistered_until_its_registry_acts():
    zone = build([Entry(names("abc.com", "def.com"), SINKHOLE, MARCH)])
    assert said(zone, "abc.com", MARCH - timedelta(hours=1)) == UNREGISTERED
    assert said(zone, "abc.com", MARCH) == SINKHOLE
    assert said(zone, "ghi.com", MARCH) == UNREGISTERED


def test_a_name_on_several_lists_is_denied_from_the_earliest():
    later = Entry(names("abc.com"), SINKHOLE, MARCH + timedelta(days=9))
    zone = build([later, Entry(names("abc.com", "xyz.com"), SINKHOLE, MARCH)])
    assert said(zone, "abc.com", MARCH) == SINKHOLE
    assert len(zone.names) == 2


def test_a_site_that_was_there_before_outranks_every_list():
    owner = Entry(names("wnsux.com"), OWNER, MARCH + timedelta(days=1), rank=1)
    zone = build([Entry(names("wnsux.com"), SINKHOLE, MARCH), owner])
    assert said(zone, "wnsux.com", MARCH + timedelta(days=2)) == OWNER


def test_names_of_different_lengths_are_told_apart():
    zone = build([Entry(names("a.com", "a.com.mx", "aa.com"), SINKHOLE, MARCH)])
    assert said(zone, "a.com.mx", MARCH) == SINKHOLE
    assert said(zone, "a.com.m", MARCH) == UNREGISTERED
    assert said(zone, "a.com.mxx", MARCH) == UNREGISTERED


def test_a_saved_zone_is_the_same_when_opened(tmp_path: Path):
    zone = build([Entry(names("abc.com"), SINKHOLE, MARCH), Entry(names("wnsux.com"), OWNER, MARCH)])
    zone.save(tmp_path / "zone")
    opened = Zone.open(tmp_path / "zone")
    assert opened.answers == zone.answers
    assert said(opened, "wnsux.com", MARCH) == OWNER


def test_a_reserved_name_looks_like_any_other_that_does_not_exist():
    zone = build([Entry(names("abc.nl"), RESERVED, MARCH)])
    assert said(zone, "abc.nl", MARCH) == RESERVED != UNREGISTERED
    assert RESERVED.rcode == UNREGISTERED.rcode


def test_a_world_without_names_knows_none(tmp_path: Path):
    build([]).save(tmp_path)
    assert said(Zone.open(tmp_path), "abc.com", MARCH) == UNREGISTERED
