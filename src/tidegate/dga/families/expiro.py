"""Expiro: what was published under this name is the generator of M0yv without a date.

Source: Bader's reimplementation, first published as expiro, then as m0yv; Malpedia, win.m0yv.
"""

from dataclasses import replace

from tidegate.dga.families import m0yv
from tidegate.dga.family import Family, Scheme

FAMILY = Family(
    "expiro",
    kind="file infector and information stealer",
    years=(2021, 2022),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(replace(m0yv.FAMILY.variant("static"), name="default"),),
    sources=("https://github.com/baderj/domain_generation_algorithms",),
    confidence="published list, for the first seed",
)
