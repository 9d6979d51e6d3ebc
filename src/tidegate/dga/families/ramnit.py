"""Ramnit: letters from a minimal-standard stream that wraps; each name begins with the product of two states.

Source: Bader, "The DGA of Ramnit" (2014). The entry states were found in names that Netlab labels, by search over
all states; the samples' own seeds lie some tens of names before them. The rest of Netlab's names come of no state.
"""

from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import endings, hexadecimal, whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.primitives.rand import minimal
from tidegate.dga.primitives.word64 import shift_right
from tidegate.dga.spelling import Sheet, end, put

_WORD = 0xFFFFFFFF
_SUFFIXES = ("com", "click", "bid", "eu")
_SEEDS = """
79159C10 16647BB4 E7392D18 C129388E E706B455 DC485593 EF214BBF 28488EEA 4BFCBC6A 92F4BE35 52278648 1CCEC41C C5787AE2
FCFFD9E9 75EA95C2 8A0AEC7D 1DF640A8 14DF29DD 8222270B 55536A85 5C39E467 D2B3C361 F318D47D 231D9480 13317EAC 89547381
6C36D41D
"""
_ENTRIES = """
0485C504 47424D29 C6A2300F A2EC47FE 76BB7FEA 8990D9FC 4F63B58A 74AF0A67 4B707DD5 2689A523 F451A997 A2321273 259EB466
98D58CF5 4EC815E2 AE664651 503D4314 E3B1BB7D 64BBA23D 3CC20762 921C57CC AADBFE34 5E466A4B 12AA12A8
"""
_SHORT_ENTRIES = """
B49D3E3D 371F6634 2BB668A7 4698FA49 CD1579F5 F1F4C664 E6442731 C1DADCE0 6EEE97F8 4E8A498E 2A729CE9
"""


def spell(sheet: Sheet, _when: Moment, seed: int, count: int, suffixes: int) -> None:
    state = seed
    for number in range(count):
        first = state
        second = state = minimal(state) & _WORD
        for _ in range(second % 12 + 8):
            state = minimal(state) & _WORD
            put(sheet, 97 + state % 25)
        end(sheet, number % suffixes)
        product = first * second
        state = (product + shift_right(product, 32)) & _WORD


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"seed": config["seed"], "count": config["count"], "suffixes": len(config["tlds"])}


def _sample(seed: str, count: int = 100, tlds: str = "com") -> dict[str, dict[str, Any]]:
    return {seed: {"seed": seed, "count": count, "tlds": tlds}}


_KNOWN = (
    {name: config for seed in _SEEDS.split() for name, config in _sample(seed).items()}
    | _sample("4302C04A", 10, "click,bid,eu")
    | _sample("9753029A", 100, "eu")
    | _sample("28488EEA", 1000)
    | _sample("4BFCBC6A", 200)
    | _sample("A6EAB21A", 500)
    | _sample("EF214BBF", 500)
    | _sample("46CF1B28", 500)
    | _sample("7346839E", 1200)
    | {name: config for seed in _ENTRIES.split() for name, config in _sample(seed, 1000).items()}
    | {name: config for seed in _SHORT_ENTRIES.split() for name, config in _sample(seed).items()}
    | _sample("6C2AB775", 200)
    | _sample("D52AF53D", 100, "eu")
)

FAMILY = Family(
    "ramnit",
    kind="worm and banking trojan",
    years=(2010, 2021),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=100,
            suffixes=_SUFFIXES,
            period=ALWAYS,
            config={
                "seed": hexadecimal(0x79159C10, help="the sample's constant"),
                "count": whole(100, low=1, high=1_000_000),
                "tlds": endings("com"),
            },
            known=_KNOWN,
            inputs=_inputs,
            endings=lambda config: config["tlds"],
            pattern=r"[a-y]{8,19}\.(com|click|bid|eu)",
        ),
    ),
    sources=("https://johannesbader.ch/2014/12/the-dga-of-ramnit/",),
    aliases=("nimnul",),
    confidence="published list; all 1200 names labelled by DGArchive, 73 of 114 labelled by Netlab",
)
