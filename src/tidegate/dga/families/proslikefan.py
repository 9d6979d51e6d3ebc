"""Proslikefan, a JavaScript worm: Java's hash code of a key, the date and the ending, hashed on with each letter.

Source: Bader, "Proslikefan" (2016), "A JavaScript-based DGA" (2015).
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import endings, text
from tidegate.dga.primitives.hashes import java_hash
from tidegate.dga.primitives.word32 import signed
from tidegate.dga.spelling import (
    Bytes,
    Sheet,
    Text,
    Words,
    clear,
    end,
    how_many,
    put,
    put_decimal,
    put_text,
    put_word,
    scratch,
    shorten,
)

_SUFFIXES = ("eu", "biz", "se", "info", "com", "net", "org", "ru", "in", "name")
_ROUNDS = 10


def spell(sheet: Sheet, when: Moment, magic: Bytes, tlds: Words) -> None:
    message = scratch()
    for turn in range(_ROUNDS):
        for ending in range(how_many(tlds)):
            clear(message)
            _put_seed(message, when, magic)
            put_word(message, tlds, ending)
            _put_label(sheet, message, abs(signed(java_hash(message))) + turn)
            end(sheet, ending)


def _put_seed(message: Text, when: Moment, magic: Bytes) -> None:
    put_text(message, magic)
    for part in (when.month, when.day, when.year):
        put(message, 46)
        put_decimal(message, part)
    put(message, 46)


def _put_label(sheet: Sheet, message: Text, state: int) -> None:
    """Letters until there are as many as the state wants, which each letter changes."""
    size = 0
    while size < state % 7 + 6:
        shorten(message, size)
        put_decimal(message, state)
        state = abs(signed(java_hash(message)))
        shorten(message, size)
        put(message, 97 + state % 26)
        put(sheet, 97 + state % 26)
        size += 1


FAMILY = Family(
    "proslikefan",
    kind="worm",
    years=(2012, 2016),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=_ROUNDS * len(_SUFFIXES),
            suffixes=(*_SUFFIXES, "cc", "co"),
            config={"magic": text("prospect", most=64), "tlds": endings(",".join(_SUFFIXES))},
            known={
                "prospect": {"magic": "prospect"},
                "ok": {"magic": "OK"},
                "ok-cc-co-eu": {"magic": "OK", "tlds": "cc,co,eu"},
            },
            endings=lambda config: config["tlds"],
            pattern=r"[a-z]{6,12}\.(eu|biz|se|info|com|net|org|ru|in|name|cc|co)",
        ),
    ),
    sources=(
        "https://johannesbader.ch/2016/06/proslikefan/",
        "https://johannesbader.ch/blog/a-javascript-based-dga/",
    ),
    confidence="published list; all 1098 names labelled by DGArchive",
)
