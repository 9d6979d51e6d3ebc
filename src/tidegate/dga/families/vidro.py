"""Vidro: names from the week's number, under a dynamic-DNS zone, com and net; weeks change on Sundays at 08:53:20.

Source: 360 Netlab's collection of algorithms.
"""

from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Behaviour, Clock, Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import time_of_day, whole
from tidegate.dga.period import ALWAYS, parts_of_week
from tidegate.dga.primitives.rand import ansi
from tidegate.dga.spelling import Sheet, end, put

_SUFFIXES = ("dyndns.org", "com", "net")
_WORD = 0xFFFFFFFF
_DAY, _WEEK = 86_400, 604_800
_FIRST_WEEK, _ITS_START = 1005, 0x4BEFB280  # 2010-05-16 08:53:20
_LABELS = 100
_TIMELESS = 1234567
_PATTERN = r"[a-z]{7,12}\.(dyndns\.org|com|net)"
_COUNT = whole(3 * _LABELS, low=1, high=3 * _LABELS, help="300: each label under all three endings")


def spell(sheet: Sheet, when: Moment, count: int, first: int, last: int) -> None:
    """The weeks that hold seconds from `first` to `last` of the day."""
    for week in range(_week(when.number * _DAY + first), _week(when.number * _DAY + last) + 1):
        _spell_set(sheet, week * 123456, count)


def spell_timeless(sheet: Sheet, _when: Moment, count: int) -> None:
    _spell_set(sheet, _TIMELESS, count)


def _week(seconds: int) -> int:
    return (seconds - _ITS_START) // _WEEK + _FIRST_WEEK


def _spell_set(sheet: Sheet, base: int, count: int) -> None:
    for number in range(count):
        state = ansi((base + number % _LABELS) & _WORD)
        for _ in range((state >> 10) % 6 + 7):
            state = ansi(state)
            put(sheet, 97 + (state >> 10) % 26)
        end(sheet, number % 3)


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    first, last = config["time"]
    return {"count": config["count"], "first": first, "last": last}


FAMILY = Family(
    "vidro",
    kind="trojan",
    years=(2016, 2016),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=6 * _LABELS,
            suffixes=_SUFFIXES,
            zones=("dyndns.org",),
            period=parts_of_week("Monday to Saturday, or Sunday", 0, 6),
            config={
                "count": _COUNT,
                "time": time_of_day("00:00:00", help="HH:MM:SS in UTC; any: both sets of a Sunday"),
            },
            known={"all": {"count": 3 * _LABELS, "time": "any"}},
            inputs=_inputs,
            behaviour=Behaviour(clock=Clock.LOCAL),
            pattern=_PATTERN,
        ),
        Variant(
            "tid",
            spell=spell_timeless,
            count=3 * _LABELS,
            suffixes=_SUFFIXES,
            zones=("dyndns.org",),
            period=ALWAYS,
            config={"count": _COUNT},
            pattern=_PATTERN,
        ),
    ),
    sources=("https://github.com/360netlab/DGA", "DGArchive's labels"),
    aliases=("vidrotid",),
    confidence="published list; all 1276 names labelled vidro and 300 labelled vidrotid by DGArchive",
)
