"""Nymaim of 2018: two words and an ending, drawn from a chain of MD5 hashes; each day's 64 names stay for eleven days.

In early January the days before are counted down from the year's first, below zero, as the published code has it.
Source: Bader, "The New Domain Generation Algorithm of Nymaim" (2018).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import text, word_list
from tidegate.dga.primitives.hashes import Digest, big, hash_room, md5, md5_each
from tidegate.dga.primitives.sheaf import close, sheaf
from tidegate.dga.spelling import (
    Bytes,
    Sheet,
    Text,
    Words,
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
_DRAWS_OF_A_NAME = 4
_DRAWS_OF_A_DAY = _DRAWS_OF_A_NAME * _NAMES_OF_A_DAY
_SEED = "3138C81ED54AD5F8E905555A6623C9C9"


def spell(sheet: Sheet, when: Moment, seed: Bytes, first: Words, second: Words, endings: int) -> None:
    hashes = _chains(when, seed)
    for back in range(_DAYS):
        for number in range(_NAMES_OF_A_DAY):
            draw = _DRAWS_OF_A_NAME * number
            put_word(sheet, first, _drawn(hashes, draw, back) % how_many(first))
            if _drawn(hashes, draw + 1, back) % 2 == 0:
                put(sheet, 45)
            put_word(sheet, second, _drawn(hashes, draw + 2, back) % how_many(second))
            end(sheet, _drawn(hashes, draw + 3, back) % endings)


def _chains(when: Moment, seed: Bytes) -> Sequence[Digest]:
    """The chains of all days side by side: the first hash of each, then the second of each, and so on.

    Of each hash the last 25 digits are hashed for the next.
    """
    message, secret = scratch(), hash_room()
    put_text(message, seed)
    md5(message, secret)
    messages = sheaf(_DAYS * _DRAWS_OF_A_DAY)
    for back in range(_DAYS):
        _put_digits(messages, secret, 0)
        put_decimal(messages, when.year % 100)
        put_decimal(messages, when.yearday - 1 - back)
        close(messages)
    hashes = md5_each(messages)
    for index in range(_DAYS * (_DRAWS_OF_A_DAY - 1)):
        put_hex(messages, hashes[index][3] & 15)
        _put_digits(messages, hashes[index], 4)
        close(messages)
        if index % _DAYS == _DAYS - 1:
            hashes = md5_each(messages)
    return hashes


def _drawn(hashes: Sequence[Digest], draw: int, back: int) -> int:
    return big(hashes[_DAYS * draw + back], 0)


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
