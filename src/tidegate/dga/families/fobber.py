"""Fobber: one rotated congruential stream, letter by letter; two versions that differ in constants.

Source: Bader's reimplementation of both versions.
"""

from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import choice, whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.primitives.word32 import rotate_right
from tidegate.dga.spelling import Sheet, end, put

_WORD = 0xFFFFFFFF
_SUFFIXES = ("net", "com")
_NAMES = 1000
"""A bot makes 300 of the stream; DGArchive's list goes on to the 726th at least."""
_RUN_ON = 25_000
"""Names of v2 that somebody let the public code make, which are in Netlab's list."""


def spell(sheet: Sheet, _when: Moment, seed: int, increment: int, length: int, count: int) -> None:
    state = seed
    for _ in range(count):
        for _ in range(length):
            state = rotate_right((321167 * state + increment) & _WORD, 16)
            put(sheet, 97 + (state & 0x17FF) % 26)
        end(sheet, 0)


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in config.items() if name != "tld"}


def _version(name: str, seed: int, increment: int, length: int, tld: str, *run_on: int) -> Variant:
    return Variant(
        name,
        spell=spell,
        count=_NAMES,
        suffixes=_SUFFIXES,
        period=ALWAYS,
        config={
            "seed": whole(seed),
            "increment": whole(increment),
            "length": whole(length, low=1, high=63, help="letters of a label"),
            "tld": choice(tld, _SUFFIXES),
            "count": whole(300, low=1, high=1_000_000),
        },
        known={f"{seed:08x}": {"seed": seed, "count": _NAMES}}
        | {f"{seed:08x}-run-on": {"seed": seed, "count": count} for count in run_on},
        inputs=_inputs,
        endings=lambda config: (config["tld"],),
        pattern=rf"[a-z]{{{length}}}\.{tld}",
    )


FAMILY = Family(
    "fobber",
    kind="banking trojan",
    years=(2015, 2015),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        _version("v1", 0xC87C8A78, 0x9983F4AA, 17, "net"),
        _version("v2", 0x851A3E59, 0x8DC47B21, 10, "com", _RUN_ON),
    ),
    sources=("https://github.com/baderj/domain_generation_algorithms",),
    aliases=("tinba v3",),
    confidence="published list; all 725 names labelled by DGArchive, all 233 by Netlab",
)
