"""Zloader: a day's seed is its midnight encrypted by RC4; each letter turns the state that the next is read from.

Sources: Bader, "The DGA of Zloader" (2020); Emerging Threats' reimplementation.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import text, whole
from tidegate.dga.primitives import rc4
from tidegate.dga.spelling import Bytes, Sheet, end, put

_WORD = 0xFFFFFFFF
_DAY = 86_400
_NAMES = 32
_KEYS = (
    "q23Cud3xsNf3",
    "41997b4a729e1a0175208305170752dd",
    "kZieCw23gffpe43Sd",
    "Ts72YjsjO5TghE6m",
    "03d5ae30a0bd934a23b6a7f0756aa504",
)


def spell(sheet: Sheet, when: Moment, key: Bytes, count: int) -> None:
    seed = encrypted((when.number * _DAY) & _WORD, key)
    state = seed
    for _ in range(count):
        for _ in range(20):
            code = 97 + state % 25
            put(sheet, code)
            state = seed ^ (state + code) & _WORD
        end(sheet, 0)


def encrypted(word: int, key: Bytes) -> int:
    """A 32-bit word, its lowest byte first, under RC4."""
    stream = rc4.scheduled(key)
    for shift in range(0, 32, 8):
        word ^= rc4.draw(stream) << shift
    return word


FAMILY = Family(
    "zloader",
    kind="loader and banking trojan",
    years=(2019, 2022),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=_NAMES,
            suffixes=("com",),
            config={"key": text(_KEYS[0], least=1), "count": whole(_NAMES, low=1, high=100_000)},
            known={key: {"key": key} for key in _KEYS},
            pattern=r"[a-y]{20}\.com",
        ),
    ),
    sources=(
        "https://johannesbader.ch/blog/the-dga-of-zloader/",
        "https://github.com/EmergingThreats/threatresearch/tree/master/zloader",
    ),
    aliases=("terdot", "deloader", "silent night"),
)
