"""QSnatch, a shell script on storage devices: the beginnings of SHA-1s of the time in several intervals, in base 64.

Source: Bader, "The DGA of QSnatch".
"""

from collections.abc import Mapping, MutableSequence
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import one_or_any, word_list
from tidegate.dga.period import days
from tidegate.dga.primitives.base64 import lower_digit, sextet
from tidegate.dga.primitives.hashes import sha1_each
from tidegate.dga.primitives.sheaf import close, sheaf
from tidegate.dga.spelling import (
    Bytes,
    Sheet,
    Words,
    end,
    how_many,
    letter_of,
    numbers,
    put,
    put_decimal,
    put_text,
    put_word,
)

_KEY = b"IbjGOEgnuD"
_DAY = 86_400
_INTERVALS = (15 * _DAY, 5 * _DAY, _DAY, 8 * 3600, 2 * 3600, 3600)
_DIGITS = 10  # of a longest label
_SIZES = (5, 3, 4)
_SIZES_B = (6, 7, 8, 9, 10)
_LONGER = ("com", "net", "org")
_SUFFIXES_B = """
cf tk ml ga gq com biz org de rocks mx cn top nl men ws se info xyz net today ru fi name to in com.ua vg vn cd
"""


def spell(sheet: Sheet, when: Moment, tlds: Words, longer: Bytes, first: int, last: int) -> None:
    """The names of the hours from `first` to `last`; of more than one hour only those that can be looked up."""
    digits = numbers(_DIGITS * how_many(tlds))
    for interval in _INTERVALS:
        begin = (when.number * _DAY + first * 3600) // interval
        for number in range(begin, (when.number * _DAY + last * 3600) // interval + 1):
            _write_digits(digits, number, tlds)
            for size in _SIZES:
                for ending in range(how_many(tlds)):
                    if first == last or letter_of(tlds, ending, 0) != 46:
                        _put_digits(sheet, digits, ending, size + longer[ending])
                        end(sheet, ending)


def spell_b(sheet: Sheet, when: Moment, tlds: Words) -> None:
    digits = numbers(_DIGITS * how_many(tlds))
    _write_digits(digits, when.number // 15, tlds)
    for ending in range(how_many(tlds)):
        for size in _SIZES_B:
            _put_digits(sheet, digits, ending, size)
            end(sheet, ending)


def _write_digits(digits: MutableSequence[int], number: int, tlds: Words) -> None:
    """The digits that all labels of an interval begin with, for each ending."""
    messages = sheaf(how_many(tlds))
    for ending in range(how_many(tlds)):
        put_decimal(messages, number)
        put_text(messages, _KEY)
        put_word(messages, tlds, ending)
        put(messages, 10)
        close(messages)
    digests = sha1_each(messages)
    for ending in range(how_many(tlds)):
        for index in range(_DIGITS):
            value = sextet(digests[ending], 20, index)
            digits[_DIGITS * ending + index] = lower_digit(value) if value < 62 else 36 + value  # b and c for + and /


def _put_digits(sheet: Sheet, digits: MutableSequence[int], ending: int, size: int) -> None:
    for index in range(size):
        put(sheet, digits[_DIGITS * ending + index])


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """The list of endings has one with a dot in front: nobody can look up what is made with it."""
    tlds = word_list("qsnatch-a-tlds")
    first, last = config["hour"]
    return {"tlds": tlds, "longer": tuple(int(tld in _LONGER) for tld in tlds), "first": first, "last": last}


FAMILY = Family(
    "qsnatch",
    kind="malware of storage devices",
    years=(2014, 2020),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "a",
            spell=spell,
            count=144 * 3 * 42,
            suffixes=tuple(tld for tld in word_list("qsnatch-a-tlds") if not tld.startswith(".")),
            config={"hour": one_or_any(23, help="0 to 23 in UTC; any: the whole day")},
            inputs=_inputs,
            endings=lambda _config: word_list("qsnatch-a-tlds"),
            pattern=r"[a-z0-9]{3,6}\.[a-z]+(\.[a-z]+)?",
        ),
        Variant(
            "b",
            spell=spell_b,
            count=150,
            suffixes=tuple(_SUFFIXES_B.split()),
            period=days(15),
            inputs=lambda _config: {"tlds": tuple(_SUFFIXES_B.split())},
            pattern=r"[a-z0-9]{6,10}\.[a-z]+(\.ua)?",
        ),
    ),
    sources=(
        "https://bin.re/blog/the-dga-of-qsnatch/",
        "https://www.kyberturvallisuuskeskus.fi/en/news/qsnatch-malware-designed-qnap-nas-devices",
    ),
    confidence="published lists",
)
