"""Ramdo: each name is made by itself, from its number and a seed, of thirteen letters only.

Source: public reimplementations; no article describes it.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import hexadecimal, whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Sheet, end, put

_WORD = 0xFFFFFFFF
_LETTERS = 16
_SEEDS = ("D5FFF", "7AC7", "2B44C")
_LISTED = {"D5FFF": 25_000, "DEADBEEF": 3000}
"""Seeds with the number of names that others list, made with public code. The second is known from no sample."""


def spell(sheet: Sheet, _when: Moment, seed: int, count: int) -> None:
    for number in range(count):
        step = (2 * seed * (number + 1)) & _WORD
        state = (step ^ (26 * seed * number)) & _WORD
        for place in range(_LETTERS):
            put(sheet, 97 + state % 26)
            state = (state + (state ^ (26 * step * place * place))) & _WORD
        end(sheet, 0)


FAMILY = Family(
    "ramdo",
    kind="click-fraud trojan",
    years=(2013, 2015),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=1000,
            suffixes=("org",),
            period=ALWAYS,
            config={
                "seed": hexadecimal(0xD5FFF, help="of a sample; its topmost bit makes no difference"),
                "count": whole(1000, low=1, high=100_000),
            },
            known={seed.lower(): {"seed": seed, "count": 1000} for seed in _SEEDS}
            | {f"{seed.lower()}-listed": {"seed": seed, "count": count} for seed, count in _LISTED.items()},
            pattern=r"[acegikmoqsuwy]{16}\.org",
        ),
    ),
    sources=("https://github.com/baderj/domain_generation_algorithms", "https://github.com/andrewaeva/DGA"),
    confidence="all 1198 names labelled by DGArchive, 191 by Netlab; the seed DEADBEEF is public code's, no sample's",
)
