"""Ranbyus: forty names a day, in May 2015 from shifts of day, month, year and seed, in September from a 64-bit stream.

Sources: Bader, "The DGA of Ranbyus" (2015), "Ranbyus's DGA, Revisited" (2015).
"""

from collections.abc import MutableSequence
from datetime import date

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import endings, hexadecimal, whole
from tidegate.dga.primitives.word64 import shift_right, wrap
from tidegate.dga.spelling import Sheet, Words, end, how_many, numbers, put

_WORD = 0xFFFFFFFF
_SUFFIXES = ("in", "me", "cc", "su", "tw", "net", "com", "pw")
_OTHER_SUFFIXES = ("in", "net", "org", "com", "me", "su", "tw", "cc")
_NAMES = 40
_COUNT = whole(_NAMES, low=1, high=100_000, help="more than 40 are in lists made with public code only")
_LETTERS_MAY, _LETTERS_SEPTEMBER = 14, 17
_SEEDS_MAY = ("C5F128F3", "B6354BC3", "65BA0743", "0478620C")
_SEEDS_SEPTEMBER = """
0F0D5BFA F2C72B14 AE8714BE CE7F8514 572473BB 17794CF1 C0E32524 7CB7966E 9F90C9E7 8FB8879B E981684B
"""


def spell_may(sheet: Sheet, when: Moment, seed: int, count: int) -> None:
    state = numbers(4)
    state[0], state[1], state[2], state[3] = when.day, when.month, when.year, seed
    for number in range(count):
        for _ in range(_LETTERS_MAY):
            _shift(state)
            put(sheet, 97 + (state[0] ^ state[1] ^ state[2]) % 25)
        end(sheet, (when.day + number) % 8)


def _shift(state: MutableSequence[int]) -> None:
    day, month, year, seed = state[0], state[1], state[2], state[3]
    day = day >> 15 ^ 16 * (day & 0x1FFF ^ 4 * (seed ^ day)) & _WORD
    year = (year & 0xFFFFFFF0) << 17 & _WORD ^ (year ^ 7 * year & _WORD) >> 11
    month = 14 * (month & 0xFFFFFFFE) & _WORD ^ (month ^ 4 * month & _WORD) >> 8
    seed = seed >> 6 ^ (day + 8 * seed) << 8 & 0x03FFFF00
    state[0], state[1], state[2], state[3] = day, month, year, seed


def spell_september(sheet: Sheet, when: Moment, seed: int, count: int, tlds: Words) -> None:
    state, words = (when.day * when.month * when.year) ^ seed, numbers(4)
    for number in range(count):
        for place in range(_LETTERS_SEPTEMBER):
            if place % 16 == 0:
                state = _next_block(state, words)
            put(sheet, 97 + (words[place % 16 // 4] >> (8 * (place % 4)) & 0xFF) % 25)
        end(sheet, (when.day + number) % how_many(tlds))


def _next_block(state: int, words: MutableSequence[int]) -> int:
    """Mix three steps of the stream into four words; the state after them."""
    first = _step(state)
    second = _step(first)
    third = _step(second)
    words[0] = shift_right(third, 24) & 0x000FFFFF | second & 0xFFF00000
    words[1] = shift_right(second, 32)
    words[2] = shift_right(third, 44) | first & 0xFFF00000
    words[3] = shift_right(first, 32)
    return third


def _step(state: int) -> int:
    return wrap(0x5851F42D4C957F2D * state + 0x14057B7EF767814F)


FAMILY = Family(
    "ranbyus",
    kind="banking trojan",
    years=(2015, 2016),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "may",
            spell=spell_may,
            count=_NAMES,
            suffixes=_SUFFIXES,
            config={"seed": hexadecimal(0xC5F128F3, help="of the sample"), "count": _COUNT},
            known={seed.lower(): {"seed": seed} for seed in _SEEDS_MAY},
            pattern=r"[a-y]{14}\.(in|me|cc|su|tw|net|com|pw)",
        ),
        Variant(
            "september",
            spell=spell_september,
            count=_NAMES,
            suffixes=(*_SUFFIXES, "org"),
            config={
                "seed": hexadecimal(0x0F0D5BFA, help="of the sample"),
                "count": _COUNT,
                "tlds": endings(",".join(_SUFFIXES)),
            },
            known={seed.lower(): {"seed": seed} for seed in _SEEDS_SEPTEMBER.split()}
            | {"ce7f8514": {"seed": "CE7F8514", "tlds": ",".join(_OTHER_SUFFIXES)}},
            endings=lambda config: config["tlds"],
            pattern=r"[a-y]{17}\.(in|me|cc|su|tw|net|com|pw|org)",
        ),
        # What somebody had public code make on one day, far beyond what a bot asks for; it is in a labelled collection.
        Variant(
            "run-on",
            spell=spell_september,
            count=25_000,
            suffixes=_SUFFIXES,
            config={"seed": hexadecimal(0x0F0D5BFA, help="of the sample")},
            inputs=lambda config: {**config, "count": 25_000, "tlds": _SUFFIXES},
            since=date(2018, 5, 20),
            until=date(2018, 5, 20),
            pattern=r"[a-y]{17}\.(in|me|cc|su|tw|net|com|pw)",
        ),
    ),
    sources=(
        "https://johannesbader.ch/2015/05/the-dga-of-ranbyus/",
        "https://johannesbader.ch/2015/09/ranbyuss-dga-revisited/",
    ),
    confidence="published lists; all 2000 names labelled by DGArchive; most of 189 by Netlab are beyond a day's 40",
)
