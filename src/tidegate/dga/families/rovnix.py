"""Rovnix: eighteen characters from Microsoft's `rand`; of ever longer runs of names only the last is used.

The names of the other variant are words, or first halves of words, of the United States Declaration of Independence:
which of them, and when, is not known. Short pieces make up anything, so that its pattern wants one of five letters.
Sources: worked out from names labelled by DGArchive; CSIS (2014) and Bitdefender, "Tracking Rovnix" (2014) on words.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole, word_list
from tidegate.dga.patterns import any_of
from tidegate.dga.period import ALWAYS
from tidegate.dga.primitives import rand
from tidegate.dga.spelling import Sheet, end, put

_NAMES = 10_000
_SUFFIXES = ("ru", "com", "net", "biz", "cn")
_ALPHABET = b"abcdefghijklmnopqrstuvwxyz12345678"
_LENGTH = 18
_DRAWS = _LENGTH + 1
_SEEDS = (15501, *range(15349, 15354), *range(15441, 15449), 18201, 18203, 20001, 23002)


def spell(sheet: Sheet, _when: Moment, seed: int, count: int) -> None:
    state = seed
    for thrown_away in range(count):
        state = rand.windows_ahead(state, _DRAWS * thrown_away)
        for _ in range(_LENGTH):
            state = rand.windows(state)
            put(sheet, _ALPHABET[rand.windows_value(state) % 34])
        state = rand.windows(state)
        end(sheet, rand.windows_value(state) % 5)


def _words_pattern() -> str:
    words = word_list("rovnix-declaration")
    pieces = {*words, *(word[: len(word) // 2] for word in words if len(word) > 1)}
    piece, long_piece = any_of(pieces), any_of(piece for piece in pieces if len(piece) >= 5)
    return rf"(?=[a-z]{{12,24}}\.){piece}*{long_piece}{piece}*\.(com|net|biz|ru|cn|su)"


FAMILY = Family(
    "rovnix",
    kind="boot-kit and banking trojan",
    years=(2011, 2015),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "random-18",
            spell=spell,
            count=_NAMES,
            suffixes=_SUFFIXES,
            period=ALWAYS,
            config={"seed": whole(_SEEDS[0]), "count": whole(_NAMES, low=1, high=1_000_000)},
            known={str(seed): {"seed": seed} for seed in _SEEDS},
            pattern=r"[a-z1-8]{18}\.(ru|com|net|biz|cn)",
        ),
        Variant("words", suffixes=(*_SUFFIXES, "su"), pattern=_words_pattern()),
    ),
    sources=(
        "https://www.csis.dk/en/csis/news/4472/",
        'Bitdefender Labs, "Tracking Rovnix", 2014',
        "DGArchive's labels",
    ),
    aliases=("cidox", "mayachok"),
    confidence="arithmetic only; all 1200 names labelled by DGArchive, 166 of 183 by Netlab, the rest of unknown seeds",
)
