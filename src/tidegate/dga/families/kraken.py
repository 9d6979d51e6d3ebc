"""Kraken (Bobax, Oderoor): letters from a congruential stream; version 1 knows no date, version 2 changes each week.

The weeks of version 2 end on Mondays at 21:46:40 UTC, so that a Monday has names of two. In version 1 a division of a
negative number is rounded toward zero by the published code, and one higher if exact by what labelled names show.
Source: Bader, "Kraken's Two Domain Generation Algorithms" (2015).
"""

from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import choice, time_of_day, whole
from tidegate.dga.period import ALWAYS, parts_of_week
from tidegate.dga.primitives.word32 import signed
from tidegate.dga.spelling import Sheet, end, put

_WORD = 0xFFFFFFFF
_INDICES = 1000
_DAY, _WEEK, _WEEKS_BEGIN = 86_400, 604_800, 1_207_000_000
_ZONES = ("dyndns.org", "yi.org", "dynserv.com", "mooo.com")
_SUFFIXES = ("com", "net", "tv", "cc")
_SEEDS_V1 = {"a": (0x08924541, -0x0FCFBF88), "b": (0x07924542, -0x1FCFBF87)}
_SEEDS_V2 = {"a": (24938315, 24938314), "b": (1600001, 1600000)}
"""A set's seed where a certain file is not there, and where it is. A bot has one of the two."""
_ROUNDINGS = ("toward-zero", "one-higher")


def spell_v1(sheet: Sheet, _when: Moment, without: int, with_file: int, first: int, higher: int) -> None:
    for index in range(first, first + _INDICES):
        k = index + 1_000_015
        product = (k * (k + 7)) & _WORD
        start = ninth(signed((product * (k + 2)) & _WORD), higher)
        _put_v1(sheet, (start + (3 * k + 1) * k + without) & _WORD, k % 4)
        start = ninth(signed((product * (k + 12)) & _WORD), higher)
        _put_v1(sheet, (start + (k + 1) * k + with_file) & _WORD, k % 4)


def ninth(number: int, higher: int) -> int:
    """A ninth of `number` toward zero; if `higher`, of negative numbers one more than a ninth rounded down."""
    if number >= 0:
        return number // 9
    return number // 9 + 1 if higher else -(-number // 9)


def _put_v1(sheet: Sheet, state: int, ending: int) -> None:
    first = step(state)
    second = step(first)
    third = step(second)
    _put_letters(sheet, third, (crop(first) * crop(second) - crop(third)) % 6 + 6, ending)


def spell_v2(sheet: Sheet, when: Moment, without: int, with_file: int, first: int, last: int) -> None:
    """The names of the weeks that are in use from `first` to `last`, in seconds of the day."""
    week = week_of(when.number * _DAY + first)
    for after in range(week_of(when.number * _DAY + last) - week + 1):
        for index in range(_INDICES):
            turns = discards(week + after, index)
            _put_v2(sheet, (3 * index + without) & _WORD, turns, index % 4)
            _put_v2(sheet, (3 * index + with_file) & _WORD, turns, index % 4)


def week_of(second: int) -> int:
    return max((second - _WEEKS_BEGIN) // _WEEK + 2, 0)


def discards(week: int, index: int) -> int:
    """How often a name's start is turned: of nine names two lag a week behind, and one never changes."""
    place = index % 9
    if place <= 5:
        return week
    return max(week - 1, 0) if place <= 7 else 0


def _put_v2(sheet: Sheet, state: int, turns: int, ending: int) -> None:
    for _ in range(turns):
        state = crop(step(state))
    first = step(state)
    second = step(first)
    third = step(second)
    _put_letters(sheet, third, (crop(first) * crop(second) + crop(third)) % 6 + 7, ending)


def _put_letters(sheet: Sheet, state: int, length: int, ending: int) -> None:
    for _ in range(length):
        state = step(state)
        put(sheet, 97 + crop(state) % 26)
    end(sheet, ending)


def step(state: int) -> int:
    return (1103515245 * state + 12435) & _WORD


def crop(state: int) -> int:
    return (state >> 8) & 0x7FFF


def _inputs_v1(config: Mapping[str, Any]) -> Mapping[str, Any]:
    without, with_file = _SEEDS_V1[config["seed_set"]]
    higher = _ROUNDINGS.index(config["rounding"])
    return {"without": without, "with_file": with_file, "first": config["first"], "higher": higher}


def _inputs_v2(config: Mapping[str, Any]) -> Mapping[str, Any]:
    without, with_file = _SEEDS_V2[config["seed_set"]]
    first, last = config["time"]
    return {"without": without, "with_file": with_file, "first": first, "last": last}


_SEED_SET = choice("a", ("a", "b"), help="a host uses one of a set's two seeds, and both are made")

FAMILY = Family(
    "kraken",
    kind="spam botnet",
    years=(2007, 2014),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "v1",
            spell=spell_v1,
            count=2 * _INDICES,
            suffixes=_ZONES,
            zones=_ZONES,
            period=ALWAYS,
            config={
                "seed_set": _SEED_SET,
                "first": whole(0, high=1_000_000_000, help="the first index; there is no last"),
                "rounding": choice("toward-zero", _ROUNDINGS, help="of a negative number's ninth"),
            },
            known={f"{one}-{way}": {"seed_set": one, "rounding": way} for one in _SEEDS_V1 for way in _ROUNDINGS},
            inputs=_inputs_v1,
            pattern=r"[a-z]{6,11}\.(dyndns\.org|yi\.org|dynserv\.com|mooo\.com)",
        ),
        Variant(
            "v2",
            spell=spell_v2,
            count=2 * _INDICES,
            suffixes=(*_SUFFIXES, *_ZONES),
            zones=_ZONES,
            period=parts_of_week("week, with its Monday apart", 0, 1),
            config={"seed_set": _SEED_SET, "tld_set": whole(1, low=1, high=2), "time": time_of_day("00:00:00")},
            known={
                f"{seeds}{number}": {"seed_set": seeds, "tld_set": number, "time": "any"}
                for seeds in _SEEDS_V2
                for number in (1, 2)
            },
            inputs=_inputs_v2,
            endings=lambda config: _SUFFIXES if config["tld_set"] == 1 else _ZONES,
            pattern=r"[a-z]{7,12}\.(com|net|tv|cc|dyndns\.org|yi\.org|dynserv\.com|mooo\.com)",
        ),
    ),
    sources=("https://johannesbader.ch/2015/12/krakens-two-domain-generation-algorithms/",),
    aliases=("bobax", "oderoor"),
    confidence="published lists; all 1080 names of v2 labelled by DGArchive, all 260 of v1 with one-higher",
)
