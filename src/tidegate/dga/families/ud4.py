"""An unknown malware, DGArchive's "ud4": letters from multiples of a number, halved until they fit the alphabet.

Source: the collection of Bader, domain_generation_algorithms (unknown_malware).
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import choice
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Bytes, Sheet, end, put, put_text

_NAMES = 50
_FACTORS = {"sn": (1, 7, 3, 5, 11, 13), "al": (1, 3, 5, 7, 11, 13)}


def spell(sheet: Sheet, _when: Moment, prefix: Bytes, factors: Bytes) -> None:
    for number in range(1, _NAMES + 1):
        put_text(sheet, prefix)
        for factor in factors:
            put(sheet, 97 + _halved(factor * number))
        end(sheet, _halved(number) // 5)


def _halved(number: int) -> int:
    while number > 24:
        number //= 2
    return number


FAMILY = Family(
    "ud4",
    kind="unknown",
    years=(2012, 2016),  # a guess: no source says
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "halving",
            spell=spell,
            count=_NAMES,
            suffixes=("com", "org", "net", "ru", "in"),
            period=ALWAYS,
            config={"prefix": choice("sn", list(_FACTORS), help="the sample's first two letters")},
            known={prefix: {"prefix": prefix} for prefix in _FACTORS},
            inputs=lambda config: {"prefix": config["prefix"], "factors": _FACTORS[config["prefix"]]},
            pattern=r"(sn|al)[a-y]{6}\.(com|org|net|ru|in)",
        ),
    ),
    sources=("https://github.com/baderj/domain_generation_algorithms/tree/master/unknown_malware",),
    confidence="published list; all 70 names labelled by DGArchive",
)
