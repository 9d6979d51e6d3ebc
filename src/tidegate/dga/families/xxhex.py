"""xxhex: a counter mixed with a constant, rotated by the ending's first letter, in hexadecimal under 44 endings.

Which day belongs to a counter is not known. Two readings fit the labelled names: the day of the year from February on,
counted from 0, or 31 times the month plus the day less 1. All counters of either are one set here, without a date.

Source: the names that DGArchive labels with it.
"""

import re
from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Parameter, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.period import ALWAYS
from tidegate.dga.primitives.word32 import rotate_left
from tidegate.dga.spelling import Sheet, Words, end, how_many, letter_of, put, put_hex

_SUFFIXES = """
ac ag am at be bz cc ch cn cz de dk es eu fm fr gr hk im in io it kz la li lv md me ms nu pl ru sc se sg sh su tc tk tm
tv tw us ws
"""
_KEY = 0x706C07E8
_COUNTERS = 0, 402


def spell(sheet: Sheet, _when: Moment, first: int, last: int, tlds: Words) -> None:
    for counter in range(first, last + 1):
        mixed = _KEY ^ counter
        for ending in range(how_many(tlds)):
            put(sheet, 120)
            put(sheet, 120)
            put_hex(sheet, rotate_left(mixed, letter_of(tlds, ending, 0) ^ mixed))
            end(sheet, ending)


def _counters(text: str) -> tuple[int, int]:
    """One counter, or the first and the last of several with a dash between."""
    found = re.fullmatch(r"([0-9]{1,5})(?:-([0-9]{1,5}))?", text)
    if found:
        first, last = int(found[1]), int(found[2] or found[1])
        if first <= last < 1 << 16:
            return first, last
    raise ValueError(f"{text!r} is no span of counters from 0 to 65535")


def _written(counters: tuple[int, int]) -> str:
    return "-".join(map(str, counters))


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    first, last = config["n"]
    return {"first": first, "last": last, "tlds": tuple(_SUFFIXES.split())}


FAMILY = Family(
    "xxhex",
    kind="unnamed malware",
    years=(2021, 2021),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "rotate",
            spell=spell,
            count=403 * 44,
            suffixes=tuple(_SUFFIXES.split()),
            period=ALWAYS,
            config={
                "n": Parameter(
                    _counters, _COUNTERS, help="the counter, or the first and last of several: 0-402", write=_written
                )
            },
            inputs=_inputs,
            pattern=r"xx[0-9a-f]{1,8}\.[a-z]{2}",
        ),
    ),
    sources=("DGArchive's labels",),
    confidence="all 2000 names labelled by DGArchive, their days and years unknown; the year is that of the labels",
)
