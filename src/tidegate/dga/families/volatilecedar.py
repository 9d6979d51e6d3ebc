"""Volatile Cedar's Explosive: a label whose letters wander, one after the other, from its front to its end.

Sources: Check Point, "Volatile Cedar: Threat Intelligence and Research" (2015); DGArchive's labels.
"""

from collections.abc import MutableSequence

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import domain, label
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Bytes, Sheet, end, numbers, put


def spell(sheet: Sheet, _when: Moment, base: Bytes) -> None:
    """The last swap of all would give the base again: the base stands first instead."""
    size = len(base)
    letters = numbers(size)
    for place in range(size):
        letters[place] = base[place]
    for _ in range(size):
        for place in range(size - 1):
            _put_label(sheet, letters, size)
            letters[place], letters[place + 1] = letters[place + 1], letters[place]


def _put_label(sheet: Sheet, letters: MutableSequence[int], size: int) -> None:
    for place in range(size):
        put(sheet, letters[place])
    end(sheet, 0)


FAMILY = Family(
    "volatilecedar",
    kind="espionage trojan",
    years=(2012, 2015),
    scheme=Scheme.PERMUTATION,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "rotate",
            spell=spell,
            count=182,
            suffixes=("info", "net"),
            period=ALWAYS,
            config={"base": label("redotntexplore"), "tld": domain("info")},
            known={
                "redotntexplore": {"base": "redotntexplore", "tld": "info"},
                "getadobeflashplayer": {"base": "getadobeflashplayer", "tld": "net"},
            },
            inputs=lambda config: {"base": config["base"]},
            endings=lambda config: (config["tld"],),
        ),
    ),
    sources=('Check Point, "Volatile Cedar: Threat Intelligence and Research", 2015', "DGArchive's labels"),
    aliases=("explosive",),
    confidence="derived from the 498 names labelled by DGArchive, and gives no other",
)
