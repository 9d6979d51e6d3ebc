"""Hesperbot: each name from a salt that grows with its number, and an xorshift generator that begins with the salt.

Source: the disassembly in the blog of Garage4hackers.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.primitives.xorshift import four_words
from tidegate.dga.spelling import Sheet, end, numbers, put

_WORD = 0xFFFFFFFF
_KEY = 0x4EBD443D
_LAST = 63
_MAGICS = (0x2778898F, 0x2461156F, 0x1A1FDD5E)


def spell(sheet: Sheet, _when: Moment, magic: int, count: int, first: int) -> None:
    """The names from `first`, which is 1 by the algorithm, to `count`; bots have a stored name in the place of 0."""
    state = numbers(4)
    salt = magic
    for number in range(count + 1):
        if number >= first:
            state[0], state[1], state[2], state[3] = salt, 0xB0490381, 0x54E288F9, 0x0631687C
            word = 0
            for place in range(max(salt % 25, 8)):
                word = four_words(state) if place % 4 == 0 else word >> 8
                put(sheet, 97 + (word & 0xFF) % 26)
            end(sheet, 0)
        salt = (salt + number + (((number << 9) * salt & _WORD) ^ _KEY)) & _WORD


FAMILY = Family(
    "hesperbot",
    kind="banking trojan",
    years=(2013, 2015),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=_LAST + 1,
            suffixes=("com",),
            period=ALWAYS,
            config={
                "magic": whole(_MAGICS[0], help="the sample's constant"),
                "count": whole(_LAST, low=1, high=10_000, help="number of the last name"),
                "first": whole(1, high=1, help="number of the first name; 0 is found in blocklists"),
            },
            known={f"{magic:08x}": {"magic": magic, "count": _LAST, "first": 0} for magic in _MAGICS},
            pattern=r"[a-z]{8,24}\.com",
        ),
    ),
    sources=("http://garage4hackers.com/entry.php?b=3091",),
    aliases=("spy.hesperbot",),
    confidence="all 150 names labelled by DGArchive",
)
