"""Sisron: the date in base 64, of today and the nine days before, under four endings.

Source: Bader, "The DGA of Sisron" (2016).
"""

from collections.abc import MutableSequence

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.primitives.base64 import lower_digit, sextet
from tidegate.dga.primitives.calendar import date_of
from tidegate.dga.spelling import Sheet, end, numbers, put

_SUFFIXES = ("com", "org", "net", "info")
_DAYS = 10
_DIGITS = 8  # DDMMYYYY
_SEXTETS = 11


def spell(sheet: Sheet, when: Moment) -> None:
    date = numbers(_DIGITS)
    for ending in range(4):
        for age in range(_DAYS):
            _write_date(date, when.number - age)
            for index in range(_SEXTETS):
                put(sheet, lower_digit(sextet(date, _DIGITS, index)))
            put(sheet, 97)  # for the padding's =
            end(sheet, ending)


def _write_date(text: MutableSequence[int], number: int) -> None:
    year, month, day = date_of(number)
    rest = (day * 100 + month) * 10_000 + year
    for place in range(_DIGITS - 1, -1, -1):
        text[place] = 48 + rest % 10
        rest //= 10


FAMILY = Family(
    "sisron",
    kind="trojan",
    years=(2016, 2016),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=4 * _DAYS,
            suffixes=_SUFFIXES,
            pattern=r"m[a-z0-9]{10}a\.(com|org|net|info)",
        ),
    ),
    sources=("https://johannesbader.ch/2016/06/the-dga-of-sisron/",),
    aliases=("tomb", "agent.wrq", "scar"),
    confidence="published list; all 2000 names labelled by DGArchive",
)
