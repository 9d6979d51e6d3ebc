"""Blackhole: the injected script RunForestRun, with one name for each half of a visitor's day.

Source: Unmask Parasites, "RunForestRun and Pseudo Random Domains" (2012).
"""

from tidegate.dga.family import Behaviour, Clock, Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.primitives.real import fraction, real_minimal
from tidegate.dga.spelling import Sheet, end, put


def spell(sheet: Sheet, when: Moment) -> None:
    for half in range(2):
        state = 2345678901.0 + (when.month - 1) * 0xFFFFFF + when.day * 0xFFFF + half * 0xFFF
        for _ in range(16):
            state = real_minimal(state)
            put(sheet, 97 + int(25 * fraction(state) + 0.5))
        end(sheet, 0)


FAMILY = Family(
    "blackhole",
    kind="exploit kit's injected script",
    years=(2012, 2013),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "runforestrun",
            spell=spell,
            count=2,
            suffixes=("ru",),
            behaviour=Behaviour(tries=1, rounds=2, clock=Clock.LOCAL),
            pattern=r"[a-z]{16}\.ru",
        ),
    ),
    sources=('Unmask Parasites, "RunForestRun and Pseudo Random Domains", 2012',),
    aliases=("runforestrun",),
    confidence="published list; all 730 names labelled by DGArchive, those of every day of a year",
)
