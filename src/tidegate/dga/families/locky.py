"""Locky: rotated products of date, seed and number, for a pair of days of a month.

Sources: Forcepoint, "Locky's New DGA: Seeding the New Domains" (2016); the collection of Bader,
domain_generation_algorithms (locky). All names that DGArchive labels have the arithmetic of v3 and the TLDs of v2.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import parts_of_month
from tidegate.dga.primitives.word32 import rotate_left, rotate_right
from tidegate.dga.spelling import Sheet, end, put

_WORD = 0xFFFFFFFF
_FACTOR, _STEP = 0xB11924E1, 0x27100001
_SUFFIXES_OF_2 = ("ru", "pw", "eu", "in", "yt", "pm", "us", "fr", "de", "it", "be", "uk", "nl", "tf")
_SUFFIXES_OF_3 = ("ru", "info", "biz", "click", "su", "work", "pl", "org", "pw", "xyz")
_NAMES_OF_3 = 12


def spell_v2(sheet: Sheet, when: Moment, seed: int, shift: int, mod: int) -> None:
    dated = _turned(when.year + 0x1BF5, shift)
    if seed != 0:
        dated = _turned(dated + seed + _STEP, shift)
    dated = _turned(dated + when.day // 2 + _STEP, shift)
    dated = _turned(dated + when.month + 0x2709A354, shift)
    for number in range(mod):
        mixed = rotate_left(number, 21) + dated + rotate_left(seed, 17)
        state = (_turned(mixed + _STEP, shift) + _STEP) & _WORD
        _put_name(sheet, state, 5, shift, len(_SUFFIXES_OF_2))


def spell_v3(sheet: Sheet, when: Moment, seed: int, shift: int, mod: int, suffixes: int) -> None:
    for number in range(mod):
        state = 0
        for turn in range(7):
            state = _mixed(state, turn, when, number, seed, shift)
        _put_name(sheet, state, 7, shift, suffixes)


def _mixed(state: int, turn: int, when: Moment, number: int, seed: int, shift: int) -> int:
    first = (_turned(when.year + turn + state + 0x1BF5, shift) + _STEP) & _WORD ^ state
    second = (_turned(first + seed, shift) + _STEP) & _WORD ^ first
    third = 0xD8EFFFFF - _turned(when.day // 2 + second, shift) + second
    fourth = (third + _turned(when.month + third - 0x65CAD, shift) + _STEP) & _WORD
    return (_turned(fourth + rotate_left(seed, 17) + rotate_left(number, 21), shift) + _STEP) & _WORD ^ fourth


def _turned(word: int, shift: int) -> int:
    return rotate_right(_FACTOR * (word & _WORD) & _WORD, shift)


def _put_name(sheet: Sheet, state: int, shortest: int, shift: int, suffixes: int) -> None:
    for place in range(state % 11 + shortest):
        state = (_turned(rotate_left(state, place), shift) + _STEP) & _WORD
        put(sheet, 97 + state % 25)
    end(sheet, ((_turned(state, shift) + _STEP) & _WORD) % suffixes)


_SEED, _SHIFT = whole(0, help="the campaign"), whole(7, high=31, help="how far products are rotated")
_MOD = whole(8, low=1, high=10_000, help="how many names")
_KNOWN_OF_2 = {str(seed): {"seed": seed, "shift": 7, "mod": 8} for seed in (555, 62, 75, 9, 7, 660)}
_KNOWN_OF_2 |= {"0": {"seed": 0, "shift": 5, "mod": 6}}
_SEEDS_OF_3 = """
7077 5566 9106 5579 111 9044 9099 9047 9133 9199 9190 9088 9998 9992 1511 1513 1517 9056 7773 7743
"""
_PAIRS = parts_of_month("pair of days of a month", 1, *range(2, 31, 2))

FAMILY = Family(
    "locky",
    kind="ransomware",
    years=(2015, 2018),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "v2",
            spell=spell_v2,
            count=8,
            suffixes=_SUFFIXES_OF_2,
            period=_PAIRS,
            config={"seed": _SEED, "shift": _SHIFT, "mod": _MOD},
            known=_KNOWN_OF_2,
            pattern=rf"[a-y]{{5,15}}\.({'|'.join(_SUFFIXES_OF_2)})",
        ),
        Variant(
            "v3",
            spell=spell_v3,
            count=_NAMES_OF_3,
            suffixes=_SUFFIXES_OF_3,
            period=_PAIRS,
            config={"seed": _SEED, "shift": _SHIFT},
            known={seed: {"seed": seed, "shift": 7} for seed in _SEEDS_OF_3.split()},
            inputs=lambda config: {**config, "mod": _NAMES_OF_3, "suffixes": len(_SUFFIXES_OF_3)},
            pattern=rf"[a-y]{{7,17}}\.({'|'.join(_SUFFIXES_OF_3)})",
        ),
        Variant(
            "v3-14",
            spell=spell_v3,
            count=8,
            suffixes=_SUFFIXES_OF_2,
            period=_PAIRS,
            config={"seed": _SEED, "shift": _SHIFT, "mod": _MOD},
            known=_KNOWN_OF_2,
            inputs=lambda config: {**config, "suffixes": len(_SUFFIXES_OF_2)},
            pattern=rf"[a-y]{{7,17}}\.({'|'.join(_SUFFIXES_OF_2)})",
        ),
    ),
    sources=(
        "https://blogs.forcepoint.com/security-labs/lockys-new-dga-seeding-new-domains",
        "https://github.com/baderj/domain_generation_algorithms/tree/master/locky",
    ),
    confidence="v3-14: all 3549 names labelled by DGArchive; v2: published list; v3: reimplementation",
)
