"""SharkBot: the week's number, hashed or written in base 64, under seven TLDs.

Source: the collection of Bader, domain_generation_algorithms (sharkbot). A bot takes the week from Android's calendar,
which begins weeks by the user's locale: on Monday, week 1 holding four days of January (ISO 8601), or on Sunday,
Saturday or Monday, week 1 holding the first of January. The year beside it is the calendar's, so a set of the versions
that count it in ends with the year.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import choice
from tidegate.dga.period import cut_by_year, days
from tidegate.dga.primitives.base64 import lower_digit, sextet
from tidegate.dga.primitives.calendar import date_of, number_of
from tidegate.dga.primitives.hashes import md5_each, put_digest
from tidegate.dga.primitives.sheaf import close, sheaf
from tidegate.dga.spelling import (
    Sheet,
    Words,
    end,
    how_many,
    length,
    numbers,
    put,
    put_decimal,
    put_text,
    put_word,
    scratch,
    written,
)

_KEY = b"pojBI9LHGFdfgegjjsJ99hvVGHVOjhksdf"
_EARLY_SUFFIXES = ("top", "xyz", "cc", "info", "com", "ru", "net")
_SUFFIXES = ("xyz", "live", "com", "store", "info", "top", "net")


def spell(sheet: Sheet, when: Moment, suffixes: Words, dated: bool, begins: int, least: int) -> None:
    """Versions 2: a hash of ending, week and, if `dated`, year."""
    messages, week = sheaf(how_many(suffixes)), _week(when, begins, least)
    for ending in range(how_many(suffixes)):
        put(messages, 46)
        put_word(messages, suffixes, ending)
        put_decimal(messages, week)
        if dated:
            put_decimal(messages, when.year)
        close(messages)
    digests = md5_each(messages)
    for ending in range(how_many(suffixes)):
        put_digest(sheet, digests[ending], 16)
        end(sheet, ending)


def spell_early(sheet: Sheet, when: Moment, suffixes: Words, dated: bool, begins: int, least: int) -> None:
    """Versions 0 and 1: the week, if `dated` plus the year, with a key behind, in base 64."""
    message = scratch()
    put_decimal(message, _week(when, begins, least) + (when.year if dated else 0))
    put_text(message, _KEY)
    octets = numbers(length(message))
    for place in range(len(octets)):
        octets[place] = written(message, place)
    for ending in range(how_many(suffixes)):
        for place in range(19):
            put(sheet, lower_digit(sextet(octets, len(octets), place)))
        end(sheet, ending)


def _week(when: Moment, begins: int, least: int) -> int:
    """The week's number, where weeks begin on a weekday (0 is Monday) and week 1 holds at least so many days of it."""
    decisive = when.number - (when.weekday - begins) % 7 + 7 - least
    year, _, _ = date_of(decisive)
    return (decisive - number_of(year, 1, 1)) // 7 + 1


def _inputs(_config: Mapping[str, Any], **fixed: Any) -> Mapping[str, Any]:
    return fixed


_CALENDARS = {"": (0, 4), "-monday": (0, 1), "-saturday": (5, 1), "-sunday": (6, 1)}


def _version(name: str, dated: bool) -> Iterator[Variant]:
    early = name < "2"
    suffixes = _EARLY_SUFFIXES if early else _SUFFIXES
    label = "[a-z0-9]{19}" if early else "[0-9a-f]{16}"
    for calendar, (begins, least) in _CALENDARS.items():
        week = days(7, f"week from {_WEEKDAYS[begins]}", offset=4 + begins)
        yield Variant(
            f"v{name}{calendar}",
            spell=spell_early if early else spell,
            count=7,
            suffixes=suffixes,
            period=cut_by_year(week) if dated else week,
            config={"version": choice(name, [name])},
            known={name: {"version": name}},
            inputs=partial(_inputs, suffixes=suffixes, dated=dated, begins=begins, least=least),
            pattern=rf"{label}\.({'|'.join(suffixes)})",
        )


_WEEKDAYS = {0: "Monday", 5: "Saturday", 6: "Sunday"}

FAMILY = Family(
    "sharkbot",
    kind="banking trojan of Android",
    years=(2021, 2022),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        *_version("0.0", dated=False),
        *_version("1.63", dated=True),
        *_version("2.1", dated=False),
        *_version("2.8", dated=True),
    ),
    sources=("https://github.com/baderj/domain_generation_algorithms/tree/master/sharkbot",),
    confidence="2.1 and 2.8: published list; 0.0 and 1.63: reimplementation",
)
