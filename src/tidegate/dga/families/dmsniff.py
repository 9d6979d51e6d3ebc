"""DMSniff: letters from multiples of small numbers, halved until they fit the alphabet; the same every day.

Sources: Flashpoint's report (March 2019); Bader's reimplementation.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import label, numbers
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Bytes, Sheet, end, put, put_text

_NAMES = 50
_SUFFIXES = ("com", "org", "net", "ru", "in")
_BOTS = {"al": "1,3,5,7,11,13", "sn": "1,7,3,5,11,13"}


def spell(sheet: Sheet, _when: Moment, prefix: Bytes, multipliers: Bytes) -> None:
    for number in range(1, _NAMES + 1):
        put_text(sheet, prefix)
        for multiplier in multipliers:
            put(sheet, 97 + halved(multiplier * number))
        end(sheet, halved(number) // 5)


def halved(number: int) -> int:
    while number > 24:
        number //= 2
    return number


FAMILY = Family(
    "dmsniff",
    kind="point-of-sale malware",
    years=(2016, 2019),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=_NAMES,
            suffixes=_SUFFIXES,
            period=ALWAYS,
            config={
                "prefix": label("al", longest=2),
                "multipliers": numbers(_BOTS["al"], low=1, high=1_000_000, many=6),
            },
            known={prefix: {"prefix": prefix, "multipliers": given} for prefix, given in _BOTS.items()},
            pattern=r"[a-z]{2}[a-y]{6}\.(com|org|net|ru|in)",
        ),
    ),
    sources=("https://github.com/baderj/domain_generation_algorithms",),
)
