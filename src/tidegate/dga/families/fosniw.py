"""Fosniw: a host's name with a number from 0 to 100 at its end.

Source: the public reimplementation. What is registered is the part after the first dot. Others may own such names.
"""

from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Parameter, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import domain
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Bytes, Sheet, end, put_decimal, put_text

_NAMES = 101


def spell(sheet: Sheet, _when: Moment, prefix: Bytes) -> None:
    for number in range(_NAMES):
        put_text(sheet, prefix)
        put_decimal(sheet, number)
        end(sheet, 0)


def _dotted(text: str) -> str:
    """An ending with the dot that is written before it."""
    if not text.startswith("."):
        raise ValueError(f"{text!r} does not begin with a dot")
    domain("com").parse(text[1:])
    return text


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"prefix": config["prefix"]}


FAMILY = Family(
    "fosniw",
    kind="trojan",
    years=(2010, None),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=_NAMES,
            suffixes=("com",),
            period=ALWAYS,
            config={
                "prefix": domain("app2.winsoft", help="the name up to its number"),
                "suffix": Parameter(_dotted, ".com", help="the ending, with its dot"),
            },
            known={
                "winsoft": {"prefix": "app2.winsoft", "suffix": ".com"},
                "koreasys": {"prefix": "appx.koreasys", "suffix": ".com"},
            },
            inputs=_inputs,
            endings=lambda config: (config["suffix"][1:],),
            pattern=r"app(2\.winsoft|x\.koreasys)(100|[1-9]?[0-9])\.com",
        ),
    ),
    sources=("https://github.com/baderj/domain_generation_algorithms",),
    confidence="reimplementation; no labelled names; the years are a guess",
)
