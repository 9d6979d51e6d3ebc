"""m0yv: letters from the C runtime's generator, seeded anew for each name with its number; in a rarer form with the
date's, too.

Sources: Malpedia, win.m0yv; the talk on sinkholing it (https://youtu.be/3RYbkORtFnk); Bader's reimplementation.
"""

from datetime import date

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import ALWAYS, Period
from tidegate.dga.primitives.rand import windows, windows_value
from tidegate.dga.primitives.word32 import rotate_left
from tidegate.dga.spelling import Sheet, end, put

_NAMES = 128
_SEEDS = (0x02484A18, 0x00128A0E, 0x7178AF3F)


def spell(sheet: Sheet, _when: Moment, seed: int) -> None:
    for number in range(_NAMES):
        state = windows(seed ^ number)
        for _ in range(5 + windows_value(state) % 5):
            state = windows(state)
            put(sheet, 97 + windows_value(state) % 26)
        end(sheet, 0)


def spell_dated(sheet: Sheet, when: Moment, seed: int) -> None:
    seed = (seed + when.year) & 0xFFFFFFFF
    for _ in range(week(when.month, when.day)):
        seed = rotate_left((seed + 1) & 0xFFFFFFFF, 1)
    spell(sheet, when, seed)


def week(month: int, day: int) -> int:
    """Weeks to the end of so many months of 30.5 days: it falls as the days of a month go on."""
    return (61 * month - 2 * day) // 14


def _first(day: date) -> date:
    """The first day of the month with the week of `day`."""
    return day.replace(day=max(1, (61 * day.month - 14 * week(day.month, day.day) - 12) // 2))


_CONFIG = {"seed": whole(_SEEDS[0])}
_KNOWN = {f"{seed:08x}": {"seed": seed} for seed in _SEEDS}
_PATTERN = r"[a-z]{5,9}\.biz"

FAMILY = Family(
    "m0yv",
    kind="file infector and loader",
    years=(2021, None),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "static",
            spell=spell,
            count=_NAMES,
            suffixes=("biz",),
            period=ALWAYS,
            config=_CONFIG,
            known=_KNOWN,
            pattern=_PATTERN,
        ),
        Variant(
            "dated",
            spell=spell_dated,
            count=_NAMES,
            suffixes=("biz",),
            period=Period("a seventh of a month of 30.5 days, counted from its end", _first, 7),
            config=_CONFIG,
            known=_KNOWN,
            pattern=_PATTERN,
        ),
    ),
    sources=(
        "https://malpedia.caad.fkie.fraunhofer.de/details/win.m0yv",
        "https://github.com/baderj/domain_generation_algorithms",
    ),
    confidence="reimplementation; no labelled names",
)
