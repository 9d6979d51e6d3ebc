"""XshellGhost, the ShadowPad of July 2017: one name a month, from a linear generator seeded with year and month.

The public script, and the labels made with it, have year and month exchanged; six reported names fit the order here.
Sources: Kaspersky, "ShadowPad in corporate networks" (2017); 360 Netlab's reimplementation.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.period import MONTH
from tidegate.dga.spelling import Sheet, end, put

_WORD = 0xFFFFFFFF
_PATTERN = r"[a-z]{10,15}\.com"


def spell(sheet: Sheet, when: Moment) -> None:
    put_label(sheet, when.year, when.month)
    end(sheet, 0)


def spell_exchanged(sheet: Sheet, when: Moment) -> None:
    put_label(sheet, when.month, when.year)
    end(sheet, 0)


def put_label(sheet: Sheet, first: int, second: int) -> None:
    state = (0x90422A3A * first - 0x39D06F76 * second - 0x67B7FC6F) & _WORD
    for _ in range(state % 6 + 10):
        put(sheet, 97 + state % 26)
        state = (29 * state + 19) & _WORD


FAMILY = Family(
    "xshellghost",
    kind="supply-chain backdoor",
    years=(2017, 2017),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant("default", spell=spell, count=1, suffixes=("com",), period=MONTH, pattern=_PATTERN),
        Variant("exchanged", spell=spell_exchanged, count=1, suffixes=("com",), period=MONTH, pattern=_PATTERN),
    ),
    sources=(
        "https://securelist.com/shadowpad-in-corporate-networks/81432/",
        "https://github.com/360netlab/DGA",
    ),
    aliases=("shadowpad",),
    confidence="all 6 names reported; all 35 labelled by DGArchive, which are of the exchanged variant",
)
