"""CCleaner: the back door in version 5.33, with one name a month in hexadecimal.

Source: Talos, "CCleanup: a vast number of machines at risk" (2017).
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.period import MONTH
from tidegate.dga.primitives.rand import windows, windows_value
from tidegate.dga.spelling import Sheet, end, put_hex, put_text

_PREFIX = b"ab"


def spell(sheet: Sheet, when: Moment) -> None:
    first = windows(when.year * 10_000 + when.month)
    second = windows(first)
    third = windows(second)
    put_text(sheet, _PREFIX)
    put_hex(sheet, windows_value(second) * windows_value(third))
    put_hex(sheet, windows_value(first))
    end(sheet, 0)


FAMILY = Family(
    "ccleaner",
    kind="supply-chain back door",
    years=(2017, 2017),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant("default", spell=spell, count=1, suffixes=("com",), period=MONTH, pattern=r"ab[0-9a-f]{2,12}\.com"),
    ),
    sources=("https://blog.talosintelligence.com/avast-distributes-malware/", "https://github.com/360netlab/DGA"),
    aliases=("floxif",),
    confidence="published list; all 12 names labelled by DGArchive",
)
