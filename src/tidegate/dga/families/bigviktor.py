"""BigViktor: a verb, an adjective and a noun from an xorshift stream that begins with the month's SHA-256.

Source: 360 Netlab's article on BigViktor and its collection of algorithms (2020).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole, word_list
from tidegate.dga.period import MONTH
from tidegate.dga.primitives.hashes import big, hash_room, sha256
from tidegate.dga.primitives.xorshift import word
from tidegate.dga.spelling import Sheet, Words, end, how_many, put, put_decimal, put_text, put_word, scratch

_SUFFIXES = "art click club com fans futbol in info link net nl observer one org pictures realty rocks tel top xyz"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMES = 1000


def spell(
    sheet: Sheet,
    when: Moment,
    count: int,
    months: Words,
    prefixes: Words,
    verbs: Words,
    adjectives: Words,
    nouns: Words,
) -> None:
    state = _seed(when, months)
    for _ in range(count):
        state = word(state)
        if state % 5 == 0:
            state = _put_word(sheet, state, prefixes)
            put(sheet, 46)
        state = _put_hyphen(sheet, _put_word(sheet, state, verbs))
        state = _put_hyphen(sheet, _put_word(sheet, state, adjectives))
        state = word(_put_word(sheet, state, nouns))
        end(sheet, state % 20)


def _seed(when: Moment, months: Words) -> int:
    message, digest = scratch(), hash_room()
    put_word(message, months, when.month - 1)
    put(message, 32)
    put_decimal(message, when.year, 4)
    put_text(message, b" 00:00")
    sha256(message, digest)
    return big(digest, 0)


def _put_word(sheet: Sheet, state: int, words: Words) -> int:
    state = word(state)
    put_word(sheet, words, state % how_many(words))
    return state


def _put_hyphen(sheet: Sheet, state: int) -> int:
    """One for every fifth state, on average."""
    state = word(state)
    if state % 10 < 2:
        put(sheet, 45)
    return state


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    lists = {name: word_list(f"bigviktor-{name}") for name in ("prefixes", "verbs", "adjectives", "nouns")}
    return {"count": config["count"], "months": _MONTHS, **lists}


FAMILY = Family(
    "bigviktor",
    kind="DDoS bot of routers",
    years=(2020, None),
    scheme=Scheme.WORDLIST,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=_NAMES,
            suffixes=tuple(_SUFFIXES.split()),
            period=MONTH,
            config={"count": whole(_NAMES, low=1, high=100_000)},
            since=date(2020, 6, 1),
            inputs=_inputs,
            pattern=rf"([a-z0-9]+\.)?[a-z]+-?[a-z]+-?[a-z]+\.({'|'.join(_SUFFIXES.split())})",
        ),
    ),
    sources=("https://blog.netlab.360.com/bigviktor-dga-botnet/", "https://github.com/360netlab/DGA"),
    confidence="reimplementation; gives three names that were reported live",
)
