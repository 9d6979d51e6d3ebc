"""CryptoLocker: letters from three shift registers over day, month and year; a number is added to the year.

Source: Fortinet, "A Closer Look at CryptoLocker's DGA" (2014). A bot begins at a random name and goes round. The
variant run-on is no bot's: Netlab's list has names from far beyond those of a day, which public code was let make.
"""

from datetime import date
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.spelling import Sheet, end, put

_SUFFIXES = ("com", "net", "biz", "ru", "org", "co.uk", "info")


def spell(sheet: Sheet, when: Moment, count: int) -> None:
    for number in range(count):
        day, month, year = when.day * 65537, when.month * 65537, (when.year + number) * 65537
        for _ in range(12 + ((day >> 3 ^ year >> 8 ^ year >> 11) & 3)):
            day = _shifted(day, 13) >> 19 ^ _shifted(day >> 1, 13) ^ day >> 19
            month = _shifted(month, 2) >> 25 ^ _shifted(month >> 3, 7) ^ month >> 25
            year = _shifted(year, 3) >> 11 ^ _shifted(year >> 4, 21) ^ year >> 11
            put(sheet, 97 + (year ^ month ^ day) % 25)
        end(sheet, number % 7)


def _shifted(word: int, bits: int) -> int:
    return (word << bits) & 0xFFFFFFFF


def _variant(name: str, count: int, **more: Any) -> Variant:
    return Variant(
        name,
        spell=spell,
        count=count,
        suffixes=_SUFFIXES,
        config={"count": whole(count, low=1, high=100_000)},
        pattern=r"[a-y]{12,15}\.(com|net|biz|ru|org|co\.uk|info)",
        **more,
    )


FAMILY = Family(
    "cryptolocker",
    kind="ransomware",
    years=(2013, 2014),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        _variant("default", 1000),
        _variant("run-on", 25_000, since=date(2018, 5, 21), until=date(2018, 5, 21)),
    ),
    sources=(
        "https://blog.fortinet.com/post/a-closer-look-at-cryptolocker-s-dga",
        "https://github.com/pchaigno/dga-collection",
    ),
    confidence="published list; all 4129 names labelled by DGArchive and all 103 by Netlab",
)
