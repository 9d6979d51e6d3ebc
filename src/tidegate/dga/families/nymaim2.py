"""Nymaim of 2018: two words and an ending, drawn from a chain of MD5 hashes; each day's 64 names stay for eleven days.

In early January the days before are counted down from the year's first, below zero, as the published code has it.
Source: Bader, "The New Domain Generation Algorithm of Nymaim" (2018).
"""

from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import text, word_list
from tidegate.dga.primitives.hashes import Digest, big, hash_room, md5
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
    put_hex,
    put_text,
    put_word,
    scratch,
)

_DAYS, _NAMES_OF_A_DAY = 11, 64
_SEED = "3138C81ED54AD5F8E905555A6623C9C9"


def spell(sheet: Sheet, when: Moment, seed: Bytes, first: Words, second: Words, endings: int) -> None:
    message, secret, state = scratch(), hash_room(), hash_room()
    put_text(message, seed)
    md5(message, secret)
    for back in range(_DAYS):
        clear(message)
        _put_digits(message, secret, 0)
        put_decimal(message, when.year % 100)
        put_decimal(message, when.yearday - 1 - back)
        md5(message, state)
        for _ in range(_NAMES_OF_A_DAY):
            put_word(sheet, first, _draw(message, state, how_many(first)))
            if _draw(message, state, 2) == 0:
                put(sheet, 45)
            put_word(sheet, second, _draw(message, state, how_many(second)))
            end(sheet, _draw(message, state, endings))


def _draw(message: Text, state: Digest, below: int) -> int:
    """A number from 0 to `below` - 1; the state goes on: its last 25 digits are hashed."""
    value = big(state, 0) % below
    clear(message)
    put_hex(message, state[3] & 15)
    _put_digits(message, state, 4)
    md5(message, state)
    return value


def _put_digits(message: Text, digest: Digest, first: int) -> None:
    for index in range(first, 16):
        put_hex(message, digest[index], 2)


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "seed": config["seed"],
        "first": word_list("nymaim2-firstword"),
        "second": word_list("nymaim2-secondword"),
        "endings": len(word_list("nymaim2-tld")),
    }


FAMILY = Family(
    "nymaim2",
    kind="downloader",
    years=(2018, 2018),
    scheme=Scheme.WORDLIST,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=_DAYS * _NAMES_OF_A_DAY,
            suffixes=tuple(dict.fromkeys(word_list("nymaim2-tld"))),
            config={"seed": text(_SEED)},
            known={_SEED.lower()[:8]: {"seed": _SEED}},
            inputs=_inputs,
            endings=lambda _config: word_list("nymaim2-tld"),
            pattern=r"[a-z]+-?[a-z]+\.[a-z.]+",
        ),
    ),
    sources=("https://johannesbader.ch/2018/04/the-new-domain-generation-algorithm-of-nymaim/",),
    confidence="published list; 67 of 176 names labelled by Netlab, of the rest dates or seeds are not known",
)
