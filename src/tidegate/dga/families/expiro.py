"""Expiro (M0yv): names of five to nine letters from Microsoft's `rand`, each seeded anew; the same every day.

Source: Bader's reimplementation, first published as expiro, then as m0yv; Malpedia, win.m0yv.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.primitives import rand
from tidegate.dga.spelling import Sheet, end, put

_NAMES = 128
_SEEDS = (0x02484A18, 0x00128A0E, 0x7178AF3F)


def spell(sheet: Sheet, _when: Moment, seed: int) -> None:
    for number in range(_NAMES):
        state = rand.windows(seed ^ number)
        for _ in range(5 + rand.windows_value(state) % 5):
            state = rand.windows(state)
            put(sheet, 97 + rand.windows_value(state) % 26)
        end(sheet, 0)


FAMILY = Family(
    "expiro",
    kind="file infector and information stealer",
    years=(2021, 2022),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=_NAMES,
            suffixes=("biz",),
            period=ALWAYS,
            config={"seed": whole(_SEEDS[0])},
            known={f"{seed:08x}": {"seed": seed} for seed in _SEEDS},
            pattern=r"[a-z]{5,9}\.biz",
        ),
    ),
    sources=("https://github.com/baderj/domain_generation_algorithms",),
    confidence="published list, for the first seed",
)
