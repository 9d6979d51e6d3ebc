"""Bumblebee: a chain of linear steps and shifts over 64 bits, seeded by the sample's text and a moment.

Source: the collection of Bader, domain_generation_algorithms (bumblebee). The set that was seen in the wild is made for
a moment that cannot be: the fourteenth month of 1899. With a real one a month has sixty sets, one for each second of
the bot's clock, of which a run of the bot uses one.
"""

from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Behaviour, Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import one_or_any, text
from tidegate.dga.period import ALWAYS, MONTH
from tidegate.dga.primitives.word64 import remainder, shift_right, wrap
from tidegate.dga.spelling import Bytes, Sheet, end, put

_NAMES, _LETTERS_OF_A_NAME = 100, 11
_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
_SECONDS = 60
_NO_SECOND, _NO_MONTH, _NO_YEAR = 32, 13, 1899


def spell(sheet: Sheet, _when: Moment, magic: Bytes) -> None:
    _put_set(sheet, _seed(magic, _NO_SECOND, _NO_MONTH, _NO_YEAR))


def spell_timed(sheet: Sheet, when: Moment, magic: Bytes, first: int, last: int) -> None:
    for second in range(first, last + 1):
        _put_set(sheet, _seed(magic, second, when.month - 1, when.year))


def _seed(magic: Bytes, second: int, month: int, year: int) -> int:
    state = 0
    for place in range(len(magic)):
        state |= magic[place] << (8 * place)
    return wrap(state + (second | (month + 256) << 8) + year)


def _put_set(sheet: Sheet, state: int) -> None:
    for _ in range(_NAMES):
        for _ in range(_LETTERS_OF_A_NAME):
            state = _draw(state)
            put(sheet, _LETTERS[remainder(state, 36)])
        end(sheet, 0)


def _draw(state: int) -> int:
    state = wrap(state * 1664525 + 1013904223)
    for _ in range(32):
        state = shift_right(state, 1) ^ (state & 1) * 0xF5000000
    return state


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    first, last = config["second"]
    return {"magic": config["magic"], "first": first, "last": last}


_MAGIC = text("TEST_SEE", most=8, help="the sample's constant")

FAMILY = Family(
    "bumblebee",
    kind="loader",
    years=(2022, None),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "static",
            spell=spell,
            count=_NAMES,
            suffixes=("life",),
            period=ALWAYS,
            config={"magic": _MAGIC},
            known={"TEST_SEE": {"magic": "TEST_SEE"}},
            pattern=r"[a-z0-9]{11}\.life",
        ),
        Variant(
            "time",
            spell=spell_timed,
            count=_NAMES * _SECONDS,
            suffixes=("life",),
            period=MONTH,
            config={
                "magic": _MAGIC,
                "second": one_or_any(_SECONDS - 1, help="of the bot's clock, 0 to 59; any: all sixty sets"),
            },
            behaviour=Behaviour(tries=_NAMES),
            known={"TEST_SEE": {"magic": "TEST_SEE", "second": "any"}},
            inputs=_inputs,
            pattern=r"[a-z0-9]{11}\.life",
        ),
    ),
    sources=("https://github.com/baderj/domain_generation_algorithms/tree/master/bumblebee",),
    confidence="static: published list; time: reimplementation",
)
