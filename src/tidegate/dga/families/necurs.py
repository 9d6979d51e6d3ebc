"""Necurs: labels from a 64-bit mixing function over year, month, block of four days and number.

Source: Bader, "The DGAs of Necurs" (2015). The takedown of March 2020 predicted its names for 25 months.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import DAY, Period, parts_of_month
from tidegate.dga.primitives.word64 import remainder, shift_right, wrap
from tidegate.dga.spelling import Sheet, end, put

_NAMES = 2048
_SUFFIXES = """
tj in jp tw ac cm la mn so sh sc nu nf mu ms mx ki im cx cc tv bz me eu de ru co su pw kz sx us ug ir to ga com net org
biz xxx pro bit
"""
_MAGICS = (9, 5, 7, 11)


def spell(sheet: Sheet, when: Moment, magic: int, count: int) -> None:
    dated = mix(mix(mix(when.year) + when.month + 43690) + when.day // 4)
    for number in range(count):
        state = mix(mix(dated + number) + magic)
        for place in range(remainder(state, 15) + 7):
            state = mix(state + place)
            put(sheet, 97 + remainder(state, 25))
            state = mix(state + 0xABBEDF)
        end(sheet, remainder(state, 43))


def mix(word: int) -> int:
    """The mixing function of 64-bit words; how often it turns is read off the word that comes in."""
    for turn in range((word & 0x7F) + 21):
        word = wrap(word + ((7 * word) ^ (word << 15)) + 8 * turn - shift_right(word, 5))
    return word


def _variant(name: str, count: int, magics: Iterable[int], period: Period, **more: Any) -> Variant:
    def inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**config, "count": count}

    return Variant(
        name,
        spell=spell,
        count=count,
        suffixes=tuple(_SUFFIXES.split()),
        period=period,
        config={"magic": whole(9, help="the sample's constant")},
        inputs=inputs,
        known={str(magic): {"magic": magic} for magic in magics},
        pattern=r"[a-y]{7,21}\.[a-z]{2,4}",
        **more,
    )


_FOUR_DAYS = parts_of_month("four days of a month", 1, 4, 8, 12, 16, 20, 24, 28)

FAMILY = Family(
    "necurs",
    kind="rootkit, spam botnet and dropper",
    years=(2012, 2020),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        _variant("default", _NAMES, _MAGICS, _FOUR_DAYS),
        # What somebody had public code make on one day, far beyond what a bot asks for; it is in a labelled collection.
        _variant("run-on", 25_000, _MAGICS[:1], DAY, since=date(2018, 5, 20), until=date(2018, 5, 20)),
    ),
    sources=("https://johannesbader.ch/2015/02/the-dgas-of-necurs/",),
    confidence="reimplementation; 187 of 187 names labelled by Netlab, 0 of 4200 labelled by DGArchive",
)
