"""Tempedreve: one name a day from a shuffled alphabet, and all those of the days before, back to the sample's date.

Source: the collection of Bader, domain_generation_algorithms (tempedreve). AnubisNetworks' report on the botnet tells
of an older relative that does not depend on the date: it is not modelled.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tidegate.dga.family import Family, Parameter, Scheme, Variant
from tidegate.dga.moment import Moment, moment
from tidegate.dga.primitives.rand import recipes
from tidegate.dga.spelling import Sheet, end, numbers, put

_WORD = 0xFFFFFFFF
_LETTERS = 26
_SUFFIXES = ("com", "net", "org", "info")
_FIRST_DAY = date(2015, 3, 23)


def spell(sheet: Sheet, when: Moment, last: int) -> None:
    """What a bot looks up, the newest name first; `last` is the number of the last day on its way back."""
    for day in range(when.number, last - 1, -1):
        _put_name(sheet, day)


def spell_daily(sheet: Sheet, when: Moment) -> None:
    """The name that the day adds."""
    _put_name(sheet, when.number)


def _put_name(sheet: Sheet, day: int) -> None:
    seed = recipes(day)
    alphabet = numbers(_LETTERS)
    for place in range(_LETTERS):
        alphabet[place] = 97 + place
    state = seed
    for place in range(_LETTERS):
        other = state % _LETTERS
        state = _drawn(state)
        alphabet[place], alphabet[other] = alphabet[other], alphabet[place]
    state = seed
    for _ in range(seed % 5 + 7):
        put(sheet, alphabet[state % _LETTERS])
        state = _drawn(state)
    end(sheet, seed & 3)


def _drawn(state: int) -> int:
    return (state * 16843009 + 65805) & _WORD


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"last": moment(config["last_date"]).number}


_PATTERN = r"[a-z]{7,11}\.(com|net|org|info)"

FAMILY = Family(
    "tempedreve",
    kind="file infector and banking trojan",
    years=(2014, 2017),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=1_000,  # as of the end of 2017: one more each day
            suffixes=_SUFFIXES,
            config={"last_date": Parameter(date.fromisoformat, _FIRST_DAY, help="the sample's date, YYYY-MM-DD")},
            since=_FIRST_DAY,
            known={"2015-03-23": {"last_date": _FIRST_DAY}},
            inputs=_inputs,
            pattern=_PATTERN,
        ),
        Variant(
            "daily",
            spell=spell_daily,
            count=1,
            suffixes=_SUFFIXES,
            since=_FIRST_DAY,
            pattern=_PATTERN,
        ),
    ),
    sources=("https://github.com/baderj/domain_generation_algorithms/tree/master/tempedreve",),
    aliases=("tempedrevetdd",),
    confidence="published list; all 1000 names labelled tempedrevetdd by DGArchive, none of its 200 tempedreve",
)
