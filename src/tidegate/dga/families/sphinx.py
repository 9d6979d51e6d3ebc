"""Sphinx, a Zeus: letters from a rotating sum over the date's figures, which stand without zeros before them.

Source: Arbor Networks, "The Great DGA of Sphinx" (2016).
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.primitives.word32 import rotate_left, signed
from tidegate.dga.spelling import Sheet, end, put

_NAMES = 128
_INCREMENT = 0x2AB3FEA3


def spell(sheet: Sheet, when: Moment) -> None:
    state = _beside(_beside(when.year, when.month), when.day)
    for number in range(_NAMES):
        for place in range(16):
            state = (number + place + rotate_left(state, 8) + _INCREMENT) & 0xFFFFFFFF
            put(sheet, 97 + abs(signed(state)) % 25)
        end(sheet, 0)


def _beside(figures: int, more: int) -> int:
    """The number that `figures` and `more`, of one or two digits, make side by side."""
    return figures * (10 if more < 10 else 100) + more


FAMILY = Family(
    "sphinx",
    kind="banking trojan",
    years=(2016, 2016),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(Variant("zeus", spell=spell, count=_NAMES, suffixes=("com",), pattern=r"[a-y]{16}\.com"),),
    sources=(
        "https://arbornetworks.com/blog/asert/great-dga-sphinx/",
        "https://github.com/tildedennis/malware",
    ),
    aliases=("zeus sphinx",),
    confidence="published list; all 2000 names labelled by DGArchive",
)
