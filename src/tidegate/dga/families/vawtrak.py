"""Vawtrak: letters from one linear congruential stream, from the second version on as syllables.

Sources: ThreatGeek, "Vawtrak DGA Round 2" (2016); Bader's reimplementation.
"""

from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Parameter, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import domain, whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.primitives.rand import ansi
from tidegate.dga.spelling import Sheet, end, put

_CONSONANTS, _VOWELS = b"cdfghlmnrstw", b"aeiou"
_ADDED_V2, _ADDED_V3 = 2, 0x1895120F
_COUNT = 150

_SEEDS_V1 = {
    "com": (0x00006739, 0x0001BBEA, 0x005542B2, 0x009659A0, 0x29B9AB55, 0x526B7458),
    "top": (0x0008F665, 0x21C54AEB),
    "ru": (0x0034B0D8, 0x006488CE),
}
_SEEDS_V2 = {"com": (0x5884C3C4, 0x005542B2, 0x000055FC, 0x0001EA68), "top": (0x0032D811,)}
_SEEDS_V3 = {"com": (0x00874C49, 0x003CDCA1)}
_LISTED = 15_000
"""Names of the first seed of v2 and of v3 that Netlab lists: far more than bots use, made with public code."""


def spell(sheet: Sheet, _when: Moment, seed: int, count: int) -> None:
    """The first version: any letters."""
    state = seed
    for _ in range(count):
        state = _draw(state)
        for _ in range(state % 5 + 7):
            state = _draw(state)
            put(sheet, 97 + state % 26)
        end(sheet, 0)


def spell_syllables(sheet: Sheet, _when: Moment, seed: int, count: int, added: int) -> None:
    """The second and the third: after each vowel one or two consonants are due."""
    state = seed
    for _ in range(count):
        state = _draw(state)
        size = state % 5 + 7
        state = _draw(state)
        due = state % 2
        for _ in range(size):
            state = _draw(state + added)
            if due > 0:
                put(sheet, _CONSONANTS[state % 12])
                due -= 1
            else:
                put(sheet, _VOWELS[state % 5])
                state = _draw(state)
                due = state % 2 + 1
        end(sheet, 0)


def _draw(state: int) -> int:
    return ansi(state) & 0x7FFFFFFF


def _config(seed: int, count: int, tld: str) -> Mapping[str, Parameter]:
    return {
        "seed": whole(seed, help="of a sample or campaign; its topmost bit makes no difference"),
        "count": whole(count, low=1, high=100_000, help="names wanted of a list that has no end"),
        "tld": domain(tld, help="the seed's one ending"),
    }


def _known(seeds: Mapping[str, tuple[int, ...]]) -> dict[str, Mapping[str, Any]]:
    return {
        f"{seed:08x}": {"seed": seed, "count": _COUNT, "tld": tld} for tld, listed in seeds.items() for seed in listed
    }


def _inputs(config: Mapping[str, Any]) -> dict[str, Any]:
    return {"seed": config["seed"], "count": config["count"]}


def _syllables(name: str, seeds: Mapping[str, tuple[int, ...]], added: int) -> Variant:
    first = seeds["com"][0]
    return Variant(
        name,
        spell=spell_syllables,
        count=_COUNT,
        suffixes=tuple(seeds),
        period=ALWAYS,
        config=_config(first, _COUNT, "com"),
        known=_known(seeds) | {f"{first:08x}-listed": {"seed": first, "count": _LISTED, "tld": "com"}},
        inputs=lambda config: _inputs(config) | {"added": added},
        endings=lambda config: (config["tld"],),
        pattern=rf"[cdfghlmnrstwaeiou]{{7,11}}\.({'|'.join(seeds)})",
    )


FAMILY = Family(
    "vawtrak",
    kind="banking trojan",
    years=(2013, 2017),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "v1",
            spell=spell,
            count=_COUNT,
            suffixes=tuple(_SEEDS_V1),
            period=ALWAYS,
            config=_config(_SEEDS_V1["com"][0], 96, "top"),
            known=_known(_SEEDS_V1),
            inputs=_inputs,
            endings=lambda config: (config["tld"],),
            pattern=r"[a-z]{7,11}\.(com|top|ru)",
        ),
        _syllables("v2", _SEEDS_V2, _ADDED_V2),
        _syllables("v3", _SEEDS_V3, _ADDED_V3),
    ),
    sources=(
        "http://www.threatgeek.com/2016/11/vawtrak-dga-round-2.html",
        "https://github.com/baderj/domain_generation_algorithms",
    ),
    aliases=("neverquest", "catch"),  # Snifula is Gozi's name, too
    confidence="published list of v2; all 2000 names labelled by DGArchive and 196 by Netlab",
)
