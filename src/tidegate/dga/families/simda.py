"""Simda: consonants and vowels by turns, read off a number that grows by a step with each name.

Sources: Bader, "The DGA of Simda / Shiz" (2015); Netlab, for the second key.
"""

from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import domain, hexadecimal, text, whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Sheet, end, put

_CONSONANTS, _VOWELS = b"qwrtpsdfghjklzxcvbnm", b"eyuioa"
_KEYS = {"1676d5775e05c50b46baa5579d4fc7": "com", "167bdf6e5e05c53a8a52b9505876ed": "net"}
_LABELLED = (
    *((step, 7, "info") for step in (2038, 2115, 2140, 2145, 2146, 2182, 2284, 2374)),
    (1947, 7, "su"),
    (2071, 8, "info"),
    (2148, 6, "info"),
    (1952, 11, "eu"),
    (2052, 5, "eu"),
    (2052, 7, "com"),
)


def spell(sheet: Sheet, _when: Moment, base: int, step: int, length: int, count: int) -> None:
    for _ in range(count):
        base = (base + step) & 0xFFFFFFFF
        for place in range(length):
            quotient = base // (3 + 2 * place)
            put(sheet, _CONSONANTS[quotient % 20] if place % 2 == 0 else _VOWELS[quotient % 6])
        end(sheet, 0)


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    step = config["step"] or sum(config["key"].encode("ascii"))
    return {"base": config["base"], "step": step, "length": config["length"], "count": config["count"]}


FAMILY = Family(
    "simda",
    kind="back door and information stealer",
    years=(2009, 2015),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=1000,
            suffixes=("com", "net", "info", "su", "eu"),
            period=ALWAYS,
            config={
                "key": text(next(iter(_KEYS)), help="of which only the sum of its characters' codes counts"),
                "step": whole(0, help="that sum, where the key is not known; 0: the key's"),
                "base": hexadecimal(0x45AE94B2),
                "length": whole(7, low=1, high=63, help="letters of a label"),
                "tld": domain("com"),
                "count": whole(1000, low=1, high=100_000),
            },
            known={key: {"key": key, "tld": tld} for key, tld in _KEYS.items()}
            | {"2286.info": {"step": 2286, "tld": "info"}}
            | {
                f"{step}.{tld}": {"step": step, "length": length, "tld": tld, "count": 3000}
                for step, length, tld in _LABELLED
            },
            inputs=_inputs,
            endings=lambda config: (config["tld"],),
            pattern=r"([bcdfghjklmnpqrstvwxz][aeiouy]){2,5}[bcdfghjklmnpqrstvwxz]?\.(com|net|info|su|eu)",
        ),
    ),
    sources=("https://johannesbader.ch/2015/03/the-dga-of-simda-shiz/", "https://github.com/360netlab/DGA/issues/3"),
    aliases=("shiz",),
    confidence="published list; all 2000 names labelled by DGArchive and 172 of 203 labelled by Netlab",
)
