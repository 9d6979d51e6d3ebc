"""Murofet (LICAT): MD5 of date and number, its sixteen bytes spelt in one of three ways.

A bot of v2 begins at the place of 17 times the second it starts in, so that the whole list is in use. The variant
called run-on is no bot's: labelled lists hold names from far beyond, which public code was let make on one day.
Sources: Bader, "Three Variants of Murofet's DGA" (2015); Cisco, "Decoding Domain Generation Algorithms" (2014); Netlab.
"""

from collections.abc import Callable, Sequence
from datetime import date

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment, moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import ALWAYS, parts_of_month
from tidegate.dga.primitives.hashes import Digest, md5_each
from tidegate.dga.primitives.sheaf import close, sheaf
from tidegate.dga.spelling import Sheet, end, put, put_little

_SUFFIXES = ("com", "net", "org", "info", "biz", "ru")
_NAMES, _NAMES_OF_V3 = 1020, 1000
_QUARTER = parts_of_month("seven days of a month", 1, 7, 14, 21, 28)
_COUNTS = {0xA4D7EE01: 1259} | dict.fromkeys(
    (0, 0xD6D7A4BE, 0xDEADC2DE, 0xD6D7A4B1, 0x8811EEA2, 0x78E4A3C0, 0xED79A19C), _NAMES
)
"""The names that the samples of each known key make of a day."""
_LISTED_ON, _LISTED = moment(date(2018, 5, 21)), 8400
_Z = 122


def spell_v1(sheet: Sheet, when: Moment, count: int) -> None:
    digests = _hashes_of_quarter(when, count)
    for number in range(count):
        digest = digests[number]
        for index in range(16):
            _put_pair(sheet, 97 + (digest[index] & 0x1F), 97 + (digest[index] >> 3))
        end(sheet, _ending(number, 6))


def spell_v2(sheet: Sheet, when: Moment, key: int, count: int) -> None:
    digests = _hashes_of_day(when, count, key)
    for number in range(count):
        digest = digests[number // 2]
        for index in range(16):
            _put_letter(sheet, 97 + (digest[index] & 0x0F) + (digest[index] >> 4))
        end(sheet, _ending(number, 5))


def spell_v3(sheet: Sheet, when: Moment, count: int) -> None:
    digests = _hashes_of_quarter(when, count)
    for number in range(count):
        digest = digests[number]
        for index in range(16):
            _put_group(sheet, digest[index] & 0x0F, digest[index] >> 4)
        end(sheet, _ending(number, 6))


def spell_run_on(sheet: Sheet, _when: Moment) -> None:
    spell_v1(sheet, _LISTED_ON, _LISTED)
    spell_v2(sheet, _LISTED_ON, 0, _LISTED)
    spell_v3(sheet, _LISTED_ON, _LISTED)


def _hashes_of_quarter(when: Moment, count: int) -> Sequence[Digest]:
    messages = sheaf(count)
    for number in range(count):
        put(messages, (when.year + 0x30) & 0xFF)
        put(messages, when.month)
        put(messages, when.day // 7 * 7)
        put_little(messages, number, 4)
        close(messages)
    return md5_each(messages)


def _hashes_of_day(when: Moment, count: int, key: int) -> Sequence[Digest]:
    """Those of the even numbers below `count`."""
    messages = sheaf((count + 1) // 2)
    for number in range(0, count, 2):
        put_little(messages, ((when.year + 0x30) & 0xFF | when.month << 8 | when.day << 16) ^ key, 4)
        put_little(messages, number ^ key, 4)
        close(messages)
    return md5_each(messages)


def _put_pair(sheet: Sheet, low: int, high: int) -> None:
    if low != high:
        _put_letter(sheet, low)
        _put_letter(sheet, high)


def _put_letter(sheet: Sheet, code: int) -> None:
    if code <= _Z:
        put(sheet, code)


def _put_group(sheet: Sheet, low: int, high: int) -> None:
    """A letter from a to p, then one from q to z or two digits."""
    put(sheet, 97 + low)
    if high <= 9:
        put(sheet, 113 + high)
    else:
        put(sheet, 48 + high - 9)
        put(sheet, 48 + (97 + low) % 10)


def _ending(number: int, most: int) -> int:
    """The number of the largest divisor from `most` down to 2, counted from 1; 0 where there is none."""
    for divisor in range(most, 1, -1):
        if number % divisor == 0:
            return divisor - 1
    return 0


def _weekly(name: str, spell: Callable[..., None], count: int, label: str) -> Variant:
    return Variant(
        name,
        spell=spell,
        count=count,
        suffixes=_SUFFIXES,
        period=_QUARTER,
        config={"count": whole(count, low=1, high=100_000)},
        pattern=rf"{label}\.(com|net|org|info|biz|ru)",
    )


FAMILY = Family(
    "murofet",
    kind="banking trojan of the Zeus line",
    years=(2010, 2018),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        _weekly("v1", spell_v1, _NAMES, r"[a-z]{8,32}"),
        Variant(
            "v2",
            spell=spell_v2,
            count=_NAMES,
            suffixes=_SUFFIXES[:5],
            config={"key": whole(0, help="0 for none"), "count": whole(_NAMES, low=1, high=100_000)},
            known={f"{key:08x}": {"key": key, "count": count} for key, count in sorted(_COUNTS.items())},
            pattern=r"[a-z]{8,16}\.(com|net|org|info|biz)",
        ),
        _weekly("v3", spell_v3, _NAMES_OF_V3, r"([a-p]([q-z]|[1-6]\d)){16}"),
        Variant(
            "run-on",
            spell=spell_run_on,
            count=3 * _LISTED,
            suffixes=_SUFFIXES,
            period=ALWAYS,
            pattern=r"[a-z0-9]{8,48}\.(com|net|org|info|biz|ru)",
        ),
    ),
    sources=(
        "https://johannesbader.ch/2015/09/three-variants-of-murofets-dga/",
        "http://vrt-blog.snort.org/2014/03/decoding-domain-generation-algorithms.html",
        "https://github.com/360netlab/DGA",
    ),
    aliases=("licat", "zeusbot", "gameover_p2p", "murofetweekly"),
    confidence="published lists; all 4334 names labelled by DGArchive, 116 of 200 by Netlab (half of them of run-on)",
)
