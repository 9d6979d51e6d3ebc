"""Sutra: the injected script of a traffic distribution system, with one name for each three hours of a visitor's day.

Source: none that describes it; Blackhole's generator with an alphabet recovered from names labelled by DGArchive.
"""

from tidegate.dga.family import Behaviour, Clock, Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.primitives.real import fraction, real_minimal
from tidegate.dga.spelling import Sheet, end, put

_LETTERS = b"qmahgwctopfjilrfpjrfcwgewheizwdw"
_PARTS = 9


def spell(sheet: Sheet, when: Moment, january: int) -> None:
    for part in range(_PARTS):
        month = when.month - 1 + january
        state = 2345678901.0 + month * 0xFFFFFF + when.day * 0xFFFF + part * 0xFFF
        for _ in range(16):
            state = real_minimal(state)
            put(sheet, _LETTERS[int(31 * fraction(state) + 0.5)])
        end(sheet, 0)


FAMILY = Family(
    "sutra",
    kind="traffic distribution system's injected script",
    years=(2012, 2012),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "tds",
            spell=spell,
            count=_PARTS,
            suffixes=("ru",),
            behaviour=Behaviour(tries=1, rounds=_PARTS, clock=Clock.LOCAL),
            config={"january": whole(1, high=1, help="the number of the year's first month: 1, or 0 as scripts count")},
            known={"months from 1": {"january": 1}, "months from 0": {"january": 0}},
            pattern=r"[acdefghijlmopqrtwz]{16}\.ru",
        ),
    ),
    sources=("names labelled by DGArchive",),
    confidence="recovered from names; all 2000 labelled by DGArchive, of 2012-01-01 to 2012-08-10",
)
