"""Pykspa: two generators. The precursor is one stream of 32 bits; the improved one has its seed from MD6 and a cipher.

Sources: Bader, "The DGA of Pykspa" (2015), "Pykspa's Inferior DGA Version" (2015). The variant collected is no bot's:
Netlab's list has the first names of every two days from 2014 to May 2031, from before the stream falls into one of the
two that all days end in.
"""

from collections.abc import MutableSequence
from datetime import date

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import days
from tidegate.dga.primitives.hashes import hash_room, put_digest
from tidegate.dga.primitives.md6 import md6
from tidegate.dga.primitives.word32 import rotate_left
from tidegate.dga.spelling import Sheet, Text, end, numbers, put, put_little, scratch, written

_WORD = 0xFFFFFFFF
_SUFFIXES = ("biz", "com", "net", "org", "info", "cc")
_IMPROVED_SUFFIXES = ("com", "net", "org", "info")
_NAMES = 5000
_FIRST_START, _LAST_START, _NAMES_APART = 8036, 11214, 14
_DIGITS = 64
_WORDS, _SUM = 128, 128  # of the cipher's state; the place of its sum, after them
_BUFFER = 256
_ROUNDS_AT_ITS_END = 2570


def spell_precursor(sheet: Sheet, when: Moment, count: int) -> None:
    _put_precursor_names(sheet, when.number // 2, count)


def spell_collected(sheet: Sheet, _when: Moment) -> None:
    for start in range(_FIRST_START, _LAST_START + 1):
        _put_precursor_names(sheet, start, _NAMES_APART)


def _put_precursor_names(sheet: Sheet, state: int, count: int) -> None:
    for number in range(count):
        state = (state * state + number) & _WORD
        _put_precursor_label(sheet, state % 10 + 6, state)
        end(sheet, state % 6)


def _put_precursor_label(sheet: Sheet, size: int, state: int) -> None:
    added = size * size
    for place in range(size):
        factor = place * (state % 4567 + state % 19) + state % 123456 + state % 5
        put(sheet, 97 + ((added + state * factor) & _WORD) % 26)
        state = ((state + place) & _WORD) >> (place * place & 31)
        added += size


def spell_improved(sheet: Sheet, when: Moment, which: int, count: int) -> None:
    """Of the two sets, the first has the names that are in use, for twenty days; the second is noise, for one."""
    state = _seed(when.number // 20 if which == 1 else when.number)
    for number in range(count):
        state += state % (number + 1) + 1
        _put_improved_label(sheet, (state + number) % 7 + 6, state)
        end(sheet, state & 3)


def _put_improved_label(sheet: Sheet, size: int, state: int) -> None:
    added = size * size
    for place in range(size):
        factor = state % 5 + state % 123456 + place * ((state & 1) + state % 4567)
        put(sheet, 97 + (added + (state * factor & _WORD)) % 26)
        added += size
        state += ((7837632 * state * size & _WORD) + 82344) % (541 * size + 4)


def _seed(index: int) -> int:
    """The 32 bits that the names of a period begin with."""
    digits, state = _digits(index), numbers(_WORDS + 1)
    for place in range(_DIGITS // 2):
        state[place] = written(digits, 2 * place) << 8 | written(digits, 2 * place + 1)
    _sweep(state)
    _replace_by_a_buffer(state, digits)
    _sweep(state)
    seed = 0
    for place in range(4):
        seed |= _crypt(state, written(digits, index % 50 + place)) << (8 * place)
    return seed


def _digits(index: int) -> Text:
    """The MD6 of a number, in hexadecimal."""
    message, digest, digits = scratch(), hash_room(), scratch()
    put_little(message, index, 4)
    md6(message, digest)
    put_digest(digits, digest, _DIGITS)
    return digits


def _replace_by_a_buffer(state: MutableSequence[int], digits: Text) -> None:
    """Encrypt the digits, with zeros behind, over and over; what comes of them is the new state."""
    buffer = numbers(_BUFFER)
    for place in range(_DIGITS):
        buffer[place] = written(digits, place)
    for turn in range(_BUFFER + _ROUNDS_AT_ITS_END):
        place = turn if turn < _BUFFER else (turn - 1) % _BUFFER
        buffer[place] ^= _crypt(state, buffer[place])
    for place in range(_WORDS):
        state[place] = buffer[2 * place] << 8 | buffer[2 * place + 1]


def _sweep(state: MutableSequence[int]) -> None:
    state[_SUM] = 0
    for place in range(_WORDS):
        for _ in range(place + 1):
            _mix(state, place)


def _crypt(state: MutableSequence[int], octet: int) -> int:
    for place in range(_WORDS):
        _mix(state, place)
    encrypted = octet ^ state[_SUM] & 0xFF
    state[_SUM] = (state[_SUM] + octet) & _WORD
    state[_WORDS - 1] = (state[_WORDS - 1] + octet) & _WORD
    return encrypted


def _mix(state: MutableSequence[int], place: int) -> None:
    state[place] = (state[place] * 22695477 + 1) & _WORD
    total = (state[_SUM] + (state[place] >> 16 & 0x7FFF)) & _WORD
    state[_SUM] = rotate_left(total, state[_SUM] & 15)


FAMILY = Family(
    "pykspa",
    kind="worm",
    years=(2013, 2019),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "precursor",
            spell=spell_precursor,
            count=_NAMES,
            suffixes=_SUFFIXES,
            period=days(2),
            config={"count": whole(_NAMES, low=1, high=100_000)},
            pattern=r"[a-z]{6,15}\.(biz|com|net|org|info|cc)",
        ),
        Variant(
            "collected",
            spell=spell_collected,
            count=(_LAST_START - _FIRST_START + 1) * _NAMES_APART,
            suffixes=_SUFFIXES,
            since=date(2018, 4, 24),
            until=date(2018, 4, 24),
            pattern=r"[a-z]{6,15}\.(biz|com|net|org|info|cc)",
        ),
        Variant(
            "improved",
            spell=spell_improved,
            count=200,
            suffixes=_IMPROVED_SUFFIXES,
            config={
                "set": whole(1, low=1, high=2, help="1: names in use, the same for 20 days; 2: noise, anew each day"),
                "count": whole(200, low=1, high=100_000, help="names wanted of a list that has no end"),
            },
            known={"useful": {"set": 1, "count": 200}, "noise": {"set": 2, "count": 500}},
            pattern=r"[a-z]{6,12}\.(com|net|org|info)",
        ),
    ),
    sources=(
        "https://johannesbader.ch/2015/03/the-dga-of-pykspa/",
        "https://johannesbader.ch/2015/07/pykspas-inferior-dga-version/",
        "https://www.akamai.com/blog/security/pykspa-v2-dga-updated-to-become-selective",
    ),
    aliases=("pykse", "skyper", "skypebot"),
    confidence="published lists; all 3601 names labelled by DGArchive, all of 97 by Netlab",
)
