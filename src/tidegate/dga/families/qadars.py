"""Qadars: letters, digits and endings from one congruential stream of 31 bits that a week's beginning starts.

Source: Bader, "The DGA of Qadars" (2016). DGArchive's names begin their weeks on Sunday, the published list on Monday.
The variant run-on is no bot's: Netlab's list has names from far beyond those of a week, which public code was let make.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import endings, hexadecimal, whole
from tidegate.dga.period import WEEK, Period, days
from tidegate.dga.spelling import Sheet, end, put

_NAMES = 200
_SEEDS = {
    "89F5": "com,org,net",
    "4449": "net,org,top",
    "E1F1": "com,org,net",
    "E1F2": "com,org,net",
    "E08A": "net,org,top",
    "E1F5": "com,org,net",
    "E089": "net,org,top",
    "E08D": "com,org,net",
}


def spell_from_monday(sheet: Sheet, when: Moment, seed: int, count: int) -> None:
    _put_names(sheet, when.number - when.weekday, seed, count)


def spell_from_sunday(sheet: Sheet, when: Moment, seed: int, count: int) -> None:
    _put_names(sheet, when.number - (when.weekday + 1) % 7, seed, count)


def _put_names(sheet: Sheet, first: int, seed: int, count: int) -> None:
    """The names of the week that begins with the day of this number."""
    state = (first * 86_400) & 0x7FFFFFFF
    for _ in range(count):
        for _ in range(12):
            state = _after(state, seed)
            figure = state % 36
            put(sheet, 97 + figure if figure < 26 else 22 + figure)
        state = _after(state, seed)
        end(sheet, state % 3)


def _after(state: int, seed: int) -> int:
    return (seed - 1043968403 * state) & 0x7FFFFFFF


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"seed": config["seed"], "count": config["count"]}


def _variant(name: str, period: Period, count: int = _NAMES, **more: Any) -> Variant:
    return Variant(
        name,
        spell=spell_from_monday if period is WEEK else spell_from_sunday,
        count=count,
        suffixes=("com", "org", "net", "top"),
        period=period,
        config={
            "seed": hexadecimal(0x89F5),
            "tlds": endings("com,org,net", many=3),
            "count": whole(count, low=1, high=100_000),
        },
        known={seed: {"seed": seed, "tlds": tlds} for seed, tlds in _SEEDS.items()}
        | {"89F5 top": {"seed": "89F5", "tlds": "net,org,top"}},
        inputs=_inputs,
        endings=lambda config: config["tlds"],
        pattern=r"[a-z0-9]{12}\.(com|net|org|top)",
        **more,
    )


FAMILY = Family(
    "qadars",
    kind="banking trojan",
    years=(2013, 2017),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        _variant("default", WEEK),
        _variant("sunday", days(7, "week from Sunday", offset=3)),
        _variant("run-on", WEEK, 25_000, since=date(2018, 5, 14), until=date(2018, 5, 20)),
    ),
    sources=("https://johannesbader.ch/2016/04/the-dga-of-qadars/",),
    confidence="published list; all 2000 names labelled by DGArchive, with weeks from Sunday, and 187 by Netlab",
)
