"""Tsifiri: a counter among 26 zeros with dashes between.

Source: names labelled by DGArchive.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Sheet, end, put_decimal, put_text

_BEFORE, _AFTER = b"0-" * 13, b"-0" * 13


def spell(sheet: Sheet, _when: Moment, first: int, last: int) -> None:
    for number in range(first, last + 1):
        put_text(sheet, _BEFORE)
        put_decimal(sheet, number)
        put_text(sheet, _AFTER)
        end(sheet, 0)


FAMILY = Family(
    "tsifiri",
    kind="trojan",
    years=(2013, 2013),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "counter",
            spell=spell,
            count=50,
            suffixes=("info",),
            period=ALWAYS,
            config={"first": whole(1), "last": whole(50, high=1_000_000)},
            pattern=r"(0-){13}\d+(-0){13}\.info",
        ),
    ),
    sources=("DGArchive's labels",),
    confidence="arithmetic only; all 50 names labelled by DGArchive",
)
