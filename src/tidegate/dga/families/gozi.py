"""Gozi: words of a public text, whole or halved, by a congruential stream over periods of some days.

Source: GovCERT.ch, "Gozi ISFB - When A Bug Really Is A Feature" (2016). The divisor of the list `declaration` is not
published, so that its periods are known by their numbers only. The variant luther-run-on is no bot's: Netlab's list has
names from far beyond those of a period, which public code was let make in May 2018.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import choice, whole, word_list
from tidegate.dga.period import ALWAYS, days
from tidegate.dga.primitives.rand import recipes
from tidegate.dga.spelling import Sheet, Words, end, how_many, length, letter_of, put, size_of

_BEGIN = date(2015, 1, 1).toordinal() - date(1970, 1, 1).toordinal()
_LONGEST = 24


def spell(sheet: Sheet, when: Moment, words: Words, flag: int, validity: int, count: int) -> None:
    _put_names(sheet, words, flag, (when.number - _BEGIN) // validity, count)


def spell_period(sheet: Sheet, _when: Moment, words: Words, flag: int, period: int) -> None:
    _put_names(sheet, words, flag, period, 20)


def _put_names(sheet: Sheet, words: Words, flag: int, period: int, count: int) -> None:
    state = (65536 * flag + period - 306607824) & 0xFFFFFFFF
    for _ in range(count):
        state = recipes(recipes(state))
        wanted = 12 + state % 12
        while length(sheet) < wanted:
            state = recipes(state)
            word = state % how_many(words)
            state = recipes(state)
            letters = size_of(words, word) // 2 if state % 3 == 0 else size_of(words, word)
            if length(sheet) + letters <= _LONGEST:
                for index in range(letters):
                    put(sheet, letter_of(words, word, index))
        end(sheet, 0)


def _dated(wordlist: str, validity: int, ending: str, name: str = "", count: int = 12, **more: Any) -> Variant:
    def inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
        words = word_list(f"gozi-{config['wordlist']}")
        return {"words": words, "flag": config["flag"], "validity": validity, "count": config["count"]}

    return Variant(
        name or wordlist,
        spell=spell,
        count=count,
        suffixes=(ending,),
        period=days(validity, offset=_BEGIN),
        config={
            "wordlist": choice(wordlist, [wordlist]),
            "flag": whole(1, high=1),
            "count": whole(count, low=1, high=100_000),
        },
        known={"flag 1": {"flag": 1}, "flag 0": {"flag": 0}},
        inputs=inputs,
        pattern=rf"[a-z]{{12,24}}\.{ending}",
        **more,
    )


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"words": word_list("gozi-declaration"), "flag": config["flag"], "period": config["period"]}


FAMILY = Family(
    "gozi",
    kind="banking trojan",
    years=(2015, 2016),
    scheme=Scheme.WORDLIST,
    time_dependent=True,
    deterministic=True,
    variants=(
        _dated("luther", 4, "com"),
        _dated("rfc4343", 3, "com"),
        _dated("nasa", 5, "com"),
        _dated("gpl", 5, "ru"),
        _dated("luther", 4, "com", "luther-run-on", 25_000, since=date(2018, 5, 17), until=date(2018, 5, 28)),
        Variant(
            "declaration",
            spell=spell_period,
            count=20,
            suffixes=("ru",),
            period=ALWAYS,
            config={
                "wordlist": choice("declaration", ["declaration"]),
                "flag": whole(0, high=1),
                "period": whole(-61, low=-(1 << 31), high=(1 << 31) - 1, help="number of a period, from 2015 on"),
            },
            known={f"period {period}": {"flag": 0, "period": period} for period in range(-61, 37)}
            | {f"period {period}, flag 1": {"flag": 1, "period": period} for period in (-61, -60)},
            inputs=_inputs,
            pattern=r"[a-z]{12,24}\.ru",
        ),
    ),
    sources=("https://www.govcert.admin.ch/blog/18/gozi-isfb-when-a-bug-really-is-a-feature",),
    aliases=("isfb", "ursnif", "snifula", "papras"),
    confidence="reimplementation; all 1999 names labelled by DGArchive and all 88 by Netlab",
)
