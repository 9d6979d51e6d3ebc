"""Tofsee: the week's number in base 26, twice, and a letter from a to j; weeks begin on Thursdays, as Unix time does.

Source: GovCERT.ch, "Tofsee Spambot features .ch DGA" (2016).
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import endings
from tidegate.dga.period import days
from tidegate.dga.spelling import Sheet, Words, end, how_many, put

_SUFFIXES = ("biz", "ch")
_LETTERS = 10


def spell(sheet: Sheet, when: Moment, tlds: Words) -> None:
    week = when.number // 7
    for letter in range(_LETTERS):
        for ending in range(how_many(tlds)):
            _put_base26(sheet, week)
            _put_base26(sheet, week)
            put(sheet, 97 + letter)
            end(sheet, ending)


def _put_base26(sheet: Sheet, number: int) -> None:
    unit = 1
    while number // unit >= 26:
        unit *= 26
    while unit > 0:
        put(sheet, 97 + number // unit % 26)
        unit //= 26


FAMILY = Family(
    "tofsee",
    kind="spam bot",
    years=(2008, 2017),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=_LETTERS * len(_SUFFIXES),
            suffixes=_SUFFIXES,
            period=days(7, "week from Thursday"),
            config={"tlds": endings(",".join(_SUFFIXES))},
            endings=lambda config: config["tlds"],
            pattern=r"([a-z]{3})\1[a-j]\.(biz|ch)",
        ),
    ),
    sources=(
        "https://www.govcert.ch/blog/tofsee-spambot-features-.ch-dga-reversal-and-countermesaures/",
        "https://securityblog.switch.ch/2016/12/22/tofsee-ch-domain-names-stopped/",
    ),
    aliases=("gheg",),
    confidence="all 2000 names labelled by DGArchive, of 100 whole weeks",
)
