"""Mirai with a DGA: twelve letters by Ranbyus's generator of 2015, on some days of the month none.

Which of its three endings a name has follows from day and seed, and labelled names agree; one analysis saw `online`
alone. So the names under the other endings, on all days, are a variant of their own.
Sources: 360 Netlab, "New Mirai DGA seed 0x91 brute-forced" (2016); GovCERT.ch, "When Mirai meets Ranbyus" (2016).
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import hexadecimal
from tidegate.dga.spelling import Sheet, clear, end, put

_WORD = 0xFFFFFFFF
_SUFFIXES = ("support", "tech", "online")
_SEEDS = ("00000000", "00000091")
_PATTERN = r"[a-y]{12}\.(support|tech|online)"


def spell(sheet: Sheet, when: Moment, seed: int) -> None:
    last = put_label(sheet, when, seed)
    if ending(last) < 0:
        clear(sheet)
    else:
        end(sheet, ending(last))


def spell_others(sheet: Sheet, when: Moment, seed: int) -> None:
    """The same label with the endings that it should not have."""
    for other in range(3):
        if ending(put_label(sheet, when, seed)) == other:
            clear(sheet)
        else:
            end(sheet, other)


def put_label(sheet: Sheet, when: Moment, seed: int) -> int:
    """Put twelve letters; what the day's word is after them."""
    year, month, day = when.year, when.month, when.day
    for _ in range(12):
        day = day >> 15 ^ (16 * (day & 0x1FFF ^ 4 * (seed ^ day))) & _WORD
        year = ((year & 0xFFFFFFF0) << 17) & _WORD ^ (year ^ 7 * year & _WORD) >> 11
        month = 14 * (month & 0xFFFFFFFE) & _WORD ^ (month ^ 4 * month & _WORD) >> 8
        seed = seed >> 6 ^ ((day + 8 * seed) << 8) & 0x03FFFF00
        put(sheet, 97 + (day ^ month ^ year) % 25)
    return day


def ending(last: int) -> int:
    """The number of a name's ending; -1 if there is no name."""
    if last % 4 == 0:
        return 0
    if last % 3 == 0:
        return 1
    return 2 if last % 2 == 0 else -1


_CONFIG = {"seed": hexadecimal(0)}
_KNOWN = {seed: {"seed": seed} for seed in _SEEDS}

FAMILY = Family(
    "mirai",
    kind="worm of the Internet of Things",
    years=(2016, 2016),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "ranbyus-like",
            spell=spell,
            count=1,
            suffixes=_SUFFIXES,
            config=_CONFIG,
            known=_KNOWN,
            pattern=_PATTERN,
        ),
        Variant(
            "other-endings",
            spell=spell_others,
            count=3,
            suffixes=_SUFFIXES,
            config=_CONFIG,
            known=_KNOWN,
            pattern=_PATTERN,
        ),
    ),
    sources=(
        "https://blog.netlab.360.com/new-mirai-dga-seed-0x91-brute-forced/",
        "https://www.govcert.ch/blog/when-mirai-meets-ranbyus/",
    ),
    confidence="all 280 names labelled by DGArchive; other-endings is a precaution",
)
