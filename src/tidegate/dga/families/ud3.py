"""ud3, an unnamed downloader: ten numbers with ten groups of letters, in either order, under three endings each.

Source: the names that DGArchive labels with it.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Sheet, Words, end, how_many, put_word

_NUMBERS = ("954854", "325844", "987541", "322687", "241658", "884113", "585123", "187569", "128467", "854395")
_LETTERS = ("dfggyr", "tyrtew", "jyrewq", "hkydcg", "cvsaji", "paoigj", "xkfght", "clbkpt", "proswe", "moiska")
_SUFFIXES = ("cf", "gq", "net", "ga", "com")
_AFTER_LETTERS, _AFTER_NUMBERS = (0, 1, 2), (0, 3, 4)


def spell(sheet: Sheet, _when: Moment, numbers: Words, letters: Words) -> None:
    for ending in _AFTER_LETTERS:
        _put_pairs(sheet, numbers, letters, ending)
    for ending in _AFTER_NUMBERS:
        _put_pairs(sheet, letters, numbers, ending)


def _put_pairs(sheet: Sheet, firsts: Words, seconds: Words, ending: int) -> None:
    for pair in range(how_many(firsts)):
        put_word(sheet, firsts, pair)
        put_word(sheet, seconds, pair)
        end(sheet, ending)


FAMILY = Family(
    "ud3",
    kind="downloader",
    years=(2021, 2021),
    scheme=Scheme.LIST,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "pairs",
            spell=spell,
            count=60,
            suffixes=_SUFFIXES,
            period=ALWAYS,
            inputs=lambda _config: {"numbers": _NUMBERS, "letters": _LETTERS},
            pattern=r"[0-9]{6}[a-z]{6}\.(cf|gq|net)|[a-z]{6}[0-9]{6}\.(cf|ga|com)",
        ),
    ),
    sources=("DGArchive's labels",),
    aliases=("unknown downloader 3",),
    confidence="derived from the 60 names labelled by DGArchive, gives no other; the year is that of the labels",
)
