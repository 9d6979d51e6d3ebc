"""Tufik: the second variant of Murofet with a key of its own.

Source: the collection of Bader, domain_generation_algorithms (tufik).
"""

from tidegate.dga.families.murofet import spell_v2
from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.parameters import whole

_NAMES = 1020

FAMILY = Family(
    "tufik",
    kind="file infector",
    years=(2022, 2022),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell_v2,
            count=_NAMES,
            suffixes=("com", "net", "org", "info", "biz"),
            config={"magic": whole(0x997722ED, help="the sample's key")},
            known={"997722ed": {"magic": 0x997722ED}},
            inputs=lambda config: {"key": config["magic"], "count": _NAMES},
            pattern=r"[a-z]{4,16}\.(com|net|org|info|biz)",
        ),
    ),
    sources=("https://github.com/baderj/domain_generation_algorithms/tree/master/tufik",),
    confidence="published list; the arithmetic is Murofet's",
)
