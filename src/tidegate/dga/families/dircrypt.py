"""DirCrypt: thirty names from one stream of Park and Miller's, the same every day.

Source: Bader, "The DGA of DirCrypt" (2015).
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.primitives.rand import minimal
from tidegate.dga.spelling import Sheet, end, put

_WORD = 0xFFFFFFFF
_SEEDS = """
F2113C2A 9A11B7CC 9FCBEF62 EC75A988 F6A84A56 81AF7AC0 CCAA1FC4 98A62B79 F37212F8 F8731D06 9C1F5D05 F41FD6E1 A2A47EE7
ED16875A 85160CBC D2CE8A66 86E46565
"""


def spell(sheet: Sheet, _when: Moment, seed: int, count: int) -> None:
    state = seed
    for _ in range(count):
        state = _draw(state)
        for _ in range(state % 13 + 8):
            state = _draw(state)
            put(sheet, 97 + state % 26)
        end(sheet, 0)


def _draw(state: int) -> int:
    return minimal(state) & _WORD


FAMILY = Family(
    "dircrypt",
    kind="ransomware",
    years=(2014, 2015),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=50,
            suffixes=("com",),
            period=ALWAYS,
            config={
                "seed": whole(0xF2113C2A, help="from the sample's resources"),
                "count": whole(30, low=1, high=100_000, help="30 as described, 50 as reported of one sample"),
            },
            known={seed.lower(): {"seed": int(seed, 16), "count": 50} for seed in _SEEDS.split()},
            pattern=r"[a-z]{8,20}\.com",
        ),
    ),
    sources=("https://johannesbader.ch/2015/03/the-dga-of-dircrypt/", "https://github.com/360netlab/DGA/issues/12"),
    confidence="published list; all 500 names labelled by DGArchive, 0 of 186 by Netlab, from another generator",
)
