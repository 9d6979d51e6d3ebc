"""Banjori: a domain whose first four letters turn, each with the others, until a name comes again.

Sources: Bader, "The DGA of Banjori" (2015); Kleissner, "Banjori" (2013).
"""

from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Parameter, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import domain
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Bytes, Sheet, end, numbers, put

_SEEDS = """
earnestnessbiophysicalohax caretallulahavaw antisemitismgavenuteq bandepictom buckbyplaywobb telemachuslazaroqok
texanfoulilp clearasildeafeninguvuc marisagabardinedazyx pickfordlinnetavox snapplefrostbitecycz filtererwyatanb
antwancorml stravinskycattederifg forepartbulkyf fundamentalistfanchonut criterionirkutskagl criminalcentricem
babysatformalisticirekb displeasuredehydratorysagp cantorcajanunal andersensinaix formidablyhoosieraw gbpsenhancedysb
genialitydevonianizuwb gerhardenslavetusul kennanerraticallyqozaw rozellaabettingk doniellefrictionlessv anshanarianaqh
adulthoodivettewl nodomen censorshipecmascriptivylv
"""
_TAILS = "edsafe huxmiax ierihon tomvader ednog apontis efnomosk dminmont esroater ggelds mobama"


def spell(sheet: Sheet, _when: Moment, label: Bytes) -> None:
    a, b, c, d = label[0] - 97, label[1] - 97, label[2] - 97, label[3] - 97
    seen = numbers(26**4)
    while seen[((a * 26 + b) * 26 + c) * 26 + d] == 0:
        seen[((a * 26 + b) * 26 + c) * 26 + d] = 1
        put(sheet, 97 + a)
        put(sheet, 97 + b)
        put(sheet, 97 + c)
        put(sheet, 97 + d)
        for index in range(4, len(label)):
            put(sheet, label[index])
        end(sheet, 0)
        a = (a + d + 19) % 26
        b = (a + 2 * b + 12) % 26
        c = (a + c + 18) % 26
        d = (b + c + d + 12) % 26


def _seed(text: str) -> str:
    label, dot, _ending = text.partition(".")
    if not dot or not (label[:4].isalpha() and len(label) >= 4):
        raise ValueError(f"{text!r} is no domain with an ending that begins with four letters")
    return str(domain("com").parse(text))


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"label": config["seed"].partition(".")[0]}


def _endings(config: Mapping[str, Any]) -> tuple[str, ...]:
    return (config["seed"].partition(".")[2],)


FAMILY = Family(
    "banjori",
    kind="banking trojan",
    years=(2013, 2013),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=15_372,
            suffixes=("com",),
            period=ALWAYS,
            config={"seed": Parameter(_seed, "earnestnessbiophysicalohax.com", help="the first name, with its ending")},
            known={seed: {"seed": f"{seed}.com"} for seed in _SEEDS.split()},
            inputs=_inputs,
            endings=_endings,
            pattern=rf"[a-z]{{4}}({'|'.join(seed[4:] for seed in _SEEDS.split())})\.com",
        ),
        Variant(
            "tails",
            suffixes=("com",),
            period=ALWAYS,
            pattern=rf"[a-z]{{4}}({'|'.join(_TAILS.split())})\.com",
        ),
    ),
    sources=("https://johannesbader.ch/2015/02/the-dga-of-banjori/", "https://blog.kleissner.org/?p=69"),
    aliases=("multibanker 2", "bankpatch", "backpatcher"),
    confidence="published list; all 1129 names labelled by DGArchive; the first letters of `tails` are lost",
)
