"""Redyms: thirty names, each a base text's beginning moved on in the alphabet, with one letter made a dash.

Source: names labelled by DGArchive.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Sheet, end, put

_BASE = b"anzkulbqejnqsbj"
_NAMES = 30


def spell(sheet: Sheet, _when: Moment) -> None:
    for number in range(_NAMES, 0, -1):
        rest = number % 7
        length = 9 + rest
        shift = 14 * number + rest - (0 if rest % 2 else 2)
        for place in range(length):
            put(sheet, 45 if place == 5 + (1 - length) % 4 else 97 + (_BASE[place] - 97 + shift) % 26)
        end(sheet, 0)


FAMILY = Family(
    "redyms",
    kind="click-fraud trojan",
    years=(2013, 2013),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "dash",
            spell=spell,
            count=_NAMES,
            suffixes=("net",),
            period=ALWAYS,
            pattern=r"[a-z]{5,8}-[a-z]{1,9}\.net",
        ),
    ),
    sources=("DGArchive's labels",),
    confidence="arithmetic only; all 30 names labelled by DGArchive",
)
