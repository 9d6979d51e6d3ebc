"""Matsnu: words of two lists by turns, some with hyphens after them, by products of 16 bits over the day.

Source: Check Point, "Matsnu malware ID technical brief" (2015). A bot asks for the names of the last three days. Names
of two forms without hyphens are known, too, in the same words; their arithmetic is not.
"""

from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole, word_list
from tidegate.dga.patterns import any_of
from tidegate.dga.spelling import Sheet, Words, end, how_many, length, put, put_word, shorten, written

_HYPHEN = ord("-")
_WORD = 0xFFFF
_LETTERS = 13
"""From so many characters on a name is long enough."""
_CUT = 24
_MAIMED = ("eople", "gu"), ("s", "witnes")
"""The first and the last word of either list, as the form without hyphens has them."""


def spell(
    sheet: Sheet, when: Moment, first: Words, second: Words, const1: int, const2: int, days: int, per_day: int
) -> None:
    for day in range(when.number - days + 1, when.number + 1):
        state = 1
        for number in range(1, per_day + 1):
            turn = 0
            while length(sheet) < _LETTERS:
                state = _after(state, day, number, const1, const2)
                if turn % 2 == 0:
                    put_word(sheet, first, state % how_many(first))
                else:
                    put_word(sheet, second, state % how_many(second))
                if state & 1:
                    put(sheet, _HYPHEN)
                turn += 1
            if written(sheet, length(sheet) - 1) == _HYPHEN:
                shorten(sheet, length(sheet) - 1)
            end(sheet, 0)


def _after(state: int, day: int, number: int, const1: int, const2: int) -> int:
    state = state * (const1 & _WORD) * (day & _WORD) & _WORD
    return state * (const2 & _WORD) * number & _WORD ^ const1 & _WORD


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"first": word_list("matsnu-first"), "second": word_list("matsnu-second"), **config}


def _words(place: int) -> str:
    """An expression for a word of the first or second list, maimed or cut off where a name without hyphens ends."""
    listed = word_list(("matsnu-first", "matsnu-second")[place])
    return any_of(
        [*listed, *_MAIMED[place], *(word[: _CUT - _LETTERS + 1] for word in listed if len(word) >= _LETTERS)]
    )


_FIRST, _SECOND = _words(0), _words(1)

FAMILY = Family(
    "matsnu",
    kind="downloader and back door",
    years=(2012, 2016),
    scheme=Scheme.WORDLIST,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=30,
            suffixes=("com",),
            config={
                "const1": whole(0xEF5EB),
                "const2": whole(0x39339),
                "days": whole(3, low=1, high=366, help="of so many last days a bot asks for the names"),
                "per_day": whole(10, low=1, high=1000),
            },
            inputs=_inputs,
            pattern=rf"(?=[a-z-]{{12,26}}\.){_FIRST}(-?{_SECOND}-?{_FIRST})*(-?{_SECOND})?\.com",
        ),
        Variant(
            "no-hyphens",
            suffixes=("com",),
            pattern=rf"(?=[a-z]{{13,24}}\.){_FIRST}({_SECOND}{_FIRST})*({_SECOND})?\.com",
        ),
        Variant("one-noun", suffixes=("com",), pattern=rf"(?=[a-z]{{24,35}}\.){_FIRST}({_SECOND})+\.com"),
    ),
    sources=(
        "https://blog.checkpoint.com/wp-content/uploads/2015/07/matsnu-malwareid-technical-brief.pdf",
        'Seculert, "DGAs: a domain generation evolution", 2014',
    ),
    aliases=("trustezeb",),
    confidence="reimplementation; the first name of a day by 3 of 3 labelled by Netlab; none of 1348 by DGArchive",
)
