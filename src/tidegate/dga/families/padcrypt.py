"""PadCrypt: the SHA-256 of date and number, its digits written as letters.

Sources: Bader, "The DGA of PadCrypt" (2016); 360 Netlab's collection, issue 34, for the third version.
The variant run-on is no bot's: Netlab's list has names from far beyond those of a day, which public code was let make
on one day.
"""

from dataclasses import replace
from datetime import date

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import choice
from tidegate.dga.primitives.hashes import Digest, sha256_each
from tidegate.dga.primitives.sheaf import close, sheaf
from tidegate.dga.spelling import Bytes, Sheet, end, put, put_decimal, put_text

_LETTERS = b"abcdnfolmkabcdef"
"""What stands for each hexadecimal digit."""
_SUFFIXES = ("com", "co.uk", "de", "org", "net", "eu", "info", "online", "co", "cc", "website")
_LATER_SUFFIXES = ("com", "co.uk", "de", "org", "net", "tk", "info", "online", "ga", "co", "cc", "website")


def spell(sheet: Sheet, when: Moment, count: int, separator: Bytes, tail: Bytes, suffixes: int) -> None:
    messages = sheaf(count)
    for number in range(count):
        put_decimal(messages, when.day)
        put_text(messages, b"-")
        put_decimal(messages, when.month)
        put_text(messages, b"-")
        put_decimal(messages, when.year)
        put_text(messages, separator)
        put_decimal(messages, number)
        put_text(messages, tail)
        close(messages)
    digests = sha256_each(messages)
    for number in range(count):
        digest = digests[number]
        for place in range(3, 19):
            put(sheet, _LETTERS[_digit(digest, place)])
        ending = _digit(digest, 63)
        end(sheet, ending if ending < suffixes else 0)


def _digit(digest: Digest, place: int) -> int:
    return (digest[place // 2] >> (4 - 4 * (place % 2))) & 15


def _version(name: str, count: int, separator: str, tail: str, suffixes: tuple[str, ...]) -> Variant:
    inputs: dict[str, int | str] = {"count": count, "separator": separator, "tail": tail, "suffixes": len(suffixes)}
    return Variant(
        name,
        spell=spell,
        count=count,
        suffixes=suffixes,
        config={"version": choice(name, [name])},
        known={name: {"version": name}},
        inputs=lambda _config: inputs,
        pattern=rf"[a-fk-o]{{16}}\.({'|'.join(suffixes)})".replace("co.uk", r"co\.uk"),
    )


_RUN_ON = replace(
    _version("2.2.86.1", 25_000, ":", "", _SUFFIXES), name="run-on", since=date(2018, 5, 20), until=date(2018, 5, 20)
)

FAMILY = Family(
    "padcrypt",
    kind="ransomware",
    years=(2016, 2017),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        _version("2.2.86.1", 24, ":", "", _SUFFIXES),
        _version("2.2.97.0", 72, "|", "", _SUFFIXES),
        _version("11.37.0.0", 72, "|", "38", _LATER_SUFFIXES),
        _RUN_ON,
    ),
    sources=(
        "https://johannesbader.ch/2016/03/the-dga-of-padcrypt/",
        "https://github.com/360netlab/DGA/issues/34",
    ),
    confidence="published list; all 1220 names labelled by DGArchive, 197 of 197 labelled by Netlab",
)
