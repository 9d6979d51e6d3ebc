"""Pushdo: syllables from a chain of MD5s that begins with the number of a day, for 45 days around the bot's own.

Source: Bader's reimplementation of 2019 to 2025; there is no article. Two ways to number a day are known: `calendar`
adds the days of the months before the present one, `reference` those of the months from February to the present one.
How the form with eight letters below .ru makes its names is not known.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import choice, whole
from tidegate.dga.primitives.hashes import Digest, little, md5_each
from tidegate.dga.primitives.sheaf import close, sheaf
from tidegate.dga.spelling import (
    Sheet,
    Words,
    end,
    length,
    letter_of,
    numbers,
    put,
    put_little,
    shorten,
    size_of,
)

_MONTHS = b"\x1f\x1c\x1f\x1e\x1f\x1e\x1f\x1f\x1e\x1f\x1e\x1f"
_BACK, _AHEAD = 30, 14
_NAMES_OF_A_DAY = 30
_FIRST, _SECOND, _THIRD, _VOWELS = range(4)
_DAY_COUNTS = ("calendar", "reference")


class _Letters(NamedTuple):
    """A set of parameters: the letters that a syllable may have first, second and third, and what decides on these."""

    first: str
    third: str
    vowel_mask: int = 8
    none_mask: int = 2
    second: str = "aeiou"
    vowels: str = "aio"
    special: str = "e"


_SETS = {
    "kz_v0": _Letters("qkbhctjdwfglmpxzrvs", "zlbqgtrknxfspcm", second="ouyae", vowels="ioa", special="y"),
    "com_v0": _Letters("bcdfghjklmnpqrstvwx", "zxtsrqpnmlkgfdc"),
    "kz_v1": _Letters("bcdfghjklmnpqrstvwx", "zxtsrqpnmlkgfdc", 7, 1),
    "com_v1": _Letters("bcdfghjklmnpqrstvwx", "zxtsrqpnmlkgfdc", 7, 1),
    "kz_v2": _Letters("kqbhcndjfwglpmzxrsv", "qzlbtgrnkxsfdcm"),
    "kz_v3": _Letters("zhjntdwmqbglpxrsfc", "rlngbtkszpfdcmx"),
}


def spell(
    sheet: Sheet,
    when: Moment,
    letters: Words,
    special: int,
    vowel_mask: int,
    none_mask: int,
    skipped: int,
    ahead: int,
    longest: int,
) -> None:
    days = 1 + _BACK + ahead
    digests = _chains(_number_of(when, skipped), days)
    for day in range(days):
        for link in range(_NAMES_OF_A_DAY):
            digest = digests[link * days + day]
            size = min(9 + (digest[0] & 3), longest)
            _put_label(sheet, digest, size, letters, special, vowel_mask, none_mask)
            end(sheet, 0)


def _chains(today: int, days: int) -> Sequence[Digest]:
    """The chains of all days side by side: the first link of each, then the second of each."""
    states = numbers(days)
    for day in range(days):
        states[day] = today - day if day <= _BACK else today + day - _BACK
    messages = sheaf(days * _NAMES_OF_A_DAY)
    digests = md5_each(messages)
    for link in range(_NAMES_OF_A_DAY):
        for day in range(days):
            put_little(messages, states[day], 4)
            close(messages)
        digests = md5_each(messages)
        for day in range(days):
            states[day] = (little(digests[link * days + day], 0) + 1) & 0xFFFFFFFF
    return digests


def _number_of(when: Moment, skipped: int) -> int:
    """The day's number, of whose year the first `skipped` months are left out and as many later ones count instead."""
    leaps = when.year // 4
    number = when.day + 365 * (when.year - leaps) + 366 * leaps
    for month in range(skipped, skipped + when.month - 1):
        number += _MONTHS[month] + (1 if month == 1 and when.year % 4 == 0 else 0)
    return number


def _put_label(
    sheet: Sheet, digest: Digest, size: int, letters: Words, special: int, vowel_mask: int, none_mask: int
) -> None:
    index = 0
    while length(sheet) < size:
        byte = digest[index]
        after = (byte + 2) & 0xFF
        vowel = _pick(letters, _SECOND, (byte + 1) & 0xFF)
        put(sheet, _pick(letters, _FIRST, byte))
        put(sheet, vowel)
        if vowel == special and after & vowel_mask:
            put(sheet, _pick(letters, _VOWELS, after))
        elif after & none_mask:
            put(sheet, _pick(letters, _THIRD, (byte + 3) & 0xFF))
        index += 1
    shorten(sheet, size)


def _pick(letters: Words, place: int, number: int) -> int:
    return letter_of(letters, place, number % size_of(letters, place))


def _variant(name: str, param_set: str, ending: str, longest: int = 12) -> Variant:
    letters = _SETS[param_set]

    def inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
        return {
            "letters": (letters.first, letters.second, letters.third, letters.vowels),
            "special": ord(letters.special),
            "vowel_mask": letters.vowel_mask,
            "none_mask": letters.none_mask,
            "skipped": _DAY_COUNTS.index(config["day_count"]),
            "ahead": config["ahead"],
            "longest": longest,
        }

    return Variant(
        name,
        spell=spell,
        count=(1 + _BACK + _AHEAD) * _NAMES_OF_A_DAY,
        suffixes=(ending,),
        config={
            "param_set": choice(param_set, [param_set]),
            "day_count": choice("calendar", _DAY_COUNTS, help="how days are numbered"),
            "ahead": whole(_AHEAD, high=366, help="days to come whose names are tried, too"),
        },
        known={count: {"day_count": count} for count in _DAY_COUNTS},
        inputs=inputs,
        pattern=_pattern(letters, min(longest, 9), longest, ending),
    )


def _pattern(letters: _Letters, least: int, most: int, ending: str) -> str:
    syllable = f"[{letters.first}]({letters.special}[{letters.vowels}]|[{letters.second}][{letters.third}]?)"
    return rf"(?=[a-z]{{{least},{most}}}\.)({syllable})+[{letters.first}]?\.{ending}"


FAMILY = Family(
    "pushdo",
    kind="downloader and spam botnet",
    years=(2007, None),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        _variant("kz-v0", "kz_v0", "kz"),
        _variant("com-v0", "com_v0", "com"),
        _variant("com-v0-short", "com_v0", "kz", longest=8),
        _variant("kz-v1", "kz_v1", "kz"),
        _variant("com-v1", "com_v1", "com"),
        _variant("kz-v2", "kz_v2", "kz"),
        _variant("kz-v3", "kz_v3", "kz"),
        Variant("ru", suffixes=("ru",), pattern=_pattern(_SETS["kz_v1"], 8, 8, "ru")),
    ),
    sources=("https://github.com/baderj/domain_generation_algorithms",),
    aliases=("pandex", "cutwail"),
    confidence="reimplementation; all 1201 names labelled by DGArchive (com_v0, kz_v0 and kz_v2)",
)
