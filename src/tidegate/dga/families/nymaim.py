"""Nymaim: letters from a xorshift generator whose words are summed as they move on, seeded with the date.

Different dates can share a set: month and day count by their sum, year and day of the week by theirs. The names that
DGArchive labels have six endings and come from a variant whose generator is not known.
Sources: CERT Polska, "Nymaim revisited" (2017); Talos, "Threat Spotlight: GozNym" (2016); GovCERT.ch.
"""

from collections.abc import MutableSequence

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.spelling import Sheet, end, numbers, put

_WORD = 0xFFFFFFFF
_NAMES = 128
_SUFFIXES = ("com", "org", "biz", "net", "info")


def spell(sheet: Sheet, when: Moment, count: int) -> None:
    state = seeded(when.year + 65536 * (when.month + when.day) + (when.weekday + 1) % 7)
    for _ in range(count):
        last_but_one, last = 0, 0
        for _ in range(draw(state, 6) + 6):
            last_but_one, last = last, draw(state, 26)
            put(sheet, 97 + last)
        end(sheet, ending(last_but_one))


def seeded(seed: int) -> MutableSequence[int]:
    state = numbers(4)
    state[0] = (seed + 0x52455641) & _WORD
    state[1] = (seed + 0x49484F4C) & _WORD
    state[2] = (seed + 0x59554820) & _WORD
    state[3] = (seed + 0x4D415620) & _WORD
    return state


def draw(state: MutableSequence[int], below: int) -> int:
    """A number from 0 to `below` - 1; the state goes on."""
    third = state[2]
    spread = state[0] ^ (state[0] << 11) & _WORD
    mixed = state[3] ^ state[3] >> 19 ^ spread ^ spread >> 8
    for index in range(3):
        state[index] = (state[index] + state[index + 1]) & _WORD
    state[3] = mixed
    return ((third + mixed) & _WORD) // 100 % below


def ending(letter: int) -> int:
    """The number of the ending for the last letter but one."""
    return 0 if letter < 9 else min((letter - 5) // 4, 4)


FAMILY = Family(
    "nymaim",
    kind="downloader and ransomware",
    years=(2013, 2018),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=_NAMES,
            suffixes=_SUFFIXES,
            config={"count": whole(_NAMES, low=1, high=100_000)},
            pattern=r"[a-z]{6,11}\.(com|org|biz|net|info)",
        ),
        Variant("six-endings", suffixes=(*_SUFFIXES, "ru"), pattern=r"[a-z]{6,11}\.(com|org|biz|net|info|ru)"),
    ),
    sources=(
        'CERT Polska, "Nymaim revisited", 2017',
        'Talos, "Threat Spotlight: GozNym", 2016',
        "https://github.com/baderj/domain_generation_algorithms",
    ),
    confidence="published list; none of 1200 names labelled by DGArchive, which are of six-endings",
)
