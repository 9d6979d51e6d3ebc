"""Ngioweb: one to three coined words of prefix, alternating letters and ending; one set a seed, for ever.

Sources: 360 Netlab, "An Analysis of Linux.Ngioweb Botnet" (2019) and "Linux.Ngioweb v2" (2020); Bader's
reimplementation.
"""

from collections.abc import Mapping, MutableSequence
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.primitives import rand
from tidegate.dga.spelling import Sheet, Words, end, how_many, length, numbers, put, put_word, written

_NAMES = 1024
_SEEDS = (0x05397FB1, 0x056EDC15, 0x01275C63, 0x04BC65BC, 0x00375D5A)
_SUFFIXES = ("net", "info", "com", "biz", "org", "name")
_VOWELS = b"aeiou"
_CONSONANTS = b"bcdfghklmnprstvxz"
_PREFIXES = """
un under re in im il ir en em over mis dis pre post anti inter sub ultra non de pro trans ex macro micro mini mono multi
semi co
"""
_VOWEL_ENDINGS = """
able ant ate age ance ancy an ary al en ency er etn ed ese ern ize ify ing ish ity ion ian ism ist ic ical ible ive ite
ish ian or ous ure
"""
_CONSONANT_ENDINGS = "dom hood less like ly fy ful ness ment sion ssion ship ty th tion ward"
State = MutableSequence[int]


def spell(
    sheet: Sheet, _when: Moment, seed: int, count: int, prefixes: Words, vowel_endings: Words, consonant_endings: Words
) -> None:
    state = numbers(1)
    state[0] = seed
    for _ in range(count):
        parts = _draw(state, 3) + 1
        for part in range(parts):
            if part:
                put(sheet, 45)
            put_word(sheet, prefixes, _draw(state, how_many(prefixes)))
            _put_letters(sheet, state)
            endings = vowel_endings if _ends_in_consonant(sheet) else consonant_endings
            put_word(sheet, endings, _draw(state, how_many(endings)))
        end(sheet, _draw(state, 6))


def _put_letters(sheet: Sheet, state: State) -> None:
    """Four to six letters, vowels and consonants in turn, so that the first goes with the letter before."""
    vowel = _ends_in_consonant(sheet)
    for _ in range(_draw(state, 3) + 4):
        put(sheet, _VOWELS[_draw(state, 5)] if vowel else _CONSONANTS[_draw(state, 17)])
        vowel = not vowel


def _ends_in_consonant(sheet: Sheet) -> bool:
    last = written(sheet, length(sheet) - 1)
    for vowel in _VOWELS:  # noqa: SIM110 - any() cannot be compiled
        if last == vowel:
            return False
    return True


def _draw(state: State, below: int) -> int:
    state[0] = rand.ansi(state[0])
    return state[0] % below


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        **config,
        "prefixes": tuple(_PREFIXES.split()),
        "vowel_endings": tuple(_VOWEL_ENDINGS.split()),
        "consonant_endings": tuple(_CONSONANT_ENDINGS.split()),
    }


_PART = r"[a-z]{8,18}"

FAMILY = Family(
    "ngioweb",
    kind="proxy botnet",
    years=(2017, None),
    scheme=Scheme.WORDLIST,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=_NAMES,
            suffixes=_SUFFIXES,
            period=ALWAYS,
            config={"seed": whole(_SEEDS[0]), "count": whole(_NAMES, low=1, high=1_000_000)},
            known={f"{seed:08x}": {"seed": seed} for seed in _SEEDS},
            inputs=_inputs,
            pattern=rf"{_PART}(-{_PART}){{0,2}}\.({'|'.join(_SUFFIXES)})",
        ),
    ),
    sources=(
        "https://blog.netlab.360.com/an-analysis-of-linux-ngioweb-botnet-en/",
        "https://blog.netlab.360.com/linux-ngioweb-v2-going-after-iot-devices-en/",
        "https://github.com/baderj/domain_generation_algorithms",
    ),
)
