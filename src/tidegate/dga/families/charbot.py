"""CharBot: a popular domain's label with two of its characters changed, drawn at random; an experiment, not malware.

Source: Peck and others, "CharBot: A Simple and Effective Method for Evading DGA Classifiers" (2019).
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.period import ALWAYS

_LISTED = "com at uk pl be biz co jp cz de eu fr info it ru lv me name net nz org us"
_SUFFIXES = tuple(_LISTED.split())

FAMILY = Family(
    "charbot",
    kind="research generator, made to evade classifiers",
    years=(2019, None),
    scheme=Scheme.PERMUTATION,
    time_dependent=False,
    deterministic=False,
    variants=(
        Variant(
            "default",
            suffixes=_SUFFIXES,
            period=ALWAYS,
            pattern=rf"[a-z0-9-]{{6,63}}\.({'|'.join(_SUFFIXES)})",
        ),
    ),
    sources=("https://arxiv.org/abs/1905.01078",),
    confidence="pattern only, which most real domains fit too; all 500 names of a published sample",
)
