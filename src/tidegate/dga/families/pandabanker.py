"""Panda Banker: a name's beginning is the SHA-256 of the day and of RC4's state under the sample's public key.

Its end is a tail from the sample's configuration, whose first characters belong to the label. Of a three-day sample the
day of the month counts in threes.
Source: Arbor Networks, "Panda Banker's Future DGA" (2016), and its reimplementation.
"""

import re
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Parameter, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import DAY, Period, parts_of_month
from tidegate.dga.primitives.hashes import hash_room, sha256
from tidegate.dga.primitives.rc4 import scheduled
from tidegate.dga.spelling import Bytes, Sheet, Words, end, how_many, put, put_hex, put_word, scratch
from tidegate.names.domain import is_domain

_DAY = 86_400
_KEYS = {
    "k1": """
    MIIBITANBgkqhkiG9w0BAQEFAAOCAQ4AMIIBCQKCAQB79idKmV3y/YxvbrOw7gB0zLXCl3f0x1BI3GCeSs6Jand9Iyxs4PHILJhrXlwbwHq5hA+6EuE2
    ulM/hbsPj04yBSojWuV4hZJP3hHygaaP5SsaMeDm+d7X+MtvA9q+QXUUO4TsoVXy6MRqF/2uVex0YTiRtzHOdDqfHFWlfO8mxq3kM6JQ42c37a/5pfps
    LPNWE3QzkDKJfLqNUc3MG7yOfEuH3ivfqANAdMWA6kTBJCgFmWKkH07O/UH02aQJAfnxLCCXHbspy9bl24EIQmT8lb00LpMq0VTWpKXUt7WF7tcQARl3
    QDLn1fzc5C1UwZrGIG5ppCWvzVXR/t/Evs1RAgMBAAE=
    """,
    "k2": """
    MIIBITANBgkqhkiG9w0BAQEFAAOCAQ4AMIIBCQKCAQB0ctFSn+grpxsXN2eUDbmHtOhlfafrh/dFLWN9Qrq7biqsZJfCuLIdgDAHaGEigCT5mUtvKo8e
    r98nDVsS+Pg0VPwOoipQrwP67bbY5CTSLoOH56oNkDJPl0mn+M53hINqFMS99tSXL+yYae7lWMWhDWHUbQnwRMejXqT5uRpYJCY/cGTItgbR/015FEc7
    IKplOytGAb5vAcnRkQ1VExs7EUPoGdHVgTZJ/4/W4gPt/bWoMn4Yuqg39yg55BPWI0R9uLMC+zKPOcCyaO1jGgvQx0oagAZC7UFb8SwtFTIdVGdWMyo5
    ww535+GO0aZLM9a+Us80OHjt0QHrZ3yTjIJDAgMBAAE=
    """,
}
_TAILS = {"k1": "d4.com,78.net,11.net,19.net", "k2": "47.com,98.net,10.net,98.net"}


def spell(sheet: Sheet, when: Moment, key: Bytes, tails: Words, period_days: int) -> None:
    message, digest = scratch(), hash_room()
    midnight = (when.number - when.day % period_days) * _DAY
    table = scheduled(key)
    for index in range(256):
        put(message, table[index] ^ (midnight >> 8 * index & 0xFF if index < 4 else 0))
    put(message, 0)
    put(message, 0)
    sha256(message, digest)
    for tail in range(how_many(tails)):
        for index in range(5):
            put_hex(sheet, digest[index], 2)
        put_word(sheet, tails, tail)
        end(sheet, tail)


def _key(given: str) -> str:
    """A known key's name, or base 64."""
    if given not in _KEYS and not b64decode(given, validate=True):
        raise ValueError("is an empty key")
    return given


def _tails(given: str) -> tuple[str, ...]:
    """Ends of labels with a suffix each, and commas between; a repeated one makes no further name."""
    for tail in given.split(","):
        if not is_domain(tail) or not re.fullmatch(r"[^.]{1,53}\..+", tail):
            raise ValueError(f"{tail!r} is no label's end with a suffix")
    return tuple(dict.fromkeys(given.split(",")))


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "key": b64decode(_KEYS.get(config["key"], config["key"])),
        "tails": tuple(tail.partition(".")[0] for tail in config["suffixes"]),
        "period_days": config["period_days"],
    }


def _variant(name: str, days: int, period: Period) -> Variant:
    return Variant(
        name,
        spell=spell,
        count=4,
        suffixes=("com", "net"),
        period=period,
        config={
            "key": Parameter(_key, "k1", help=f"the sample's public key in base 64; known: {', '.join(_KEYS)}"),
            "suffixes": Parameter(
                _tails, _tails(_TAILS["k1"]), help="the tails of its names, with commas between", write=",".join
            ),
            "period_days": whole(days, low=days, high=days),
        },
        known={key: {"key": key, "suffixes": tails} for key, tails in _TAILS.items()},
        inputs=_inputs,
        endings=lambda config: [tail.partition(".")[2] for tail in config["suffixes"]],
        pattern=r"[0-9a-f]{12}\.(com|net)",
    )


FAMILY = Family(
    "pandabanker",
    kind="banking trojan",
    years=(2016, 2019),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        _variant("daily", 1, DAY),
        _variant("three-day", 3, parts_of_month("three days of a month", 1, *range(3, 31, 3))),
    ),
    sources=(
        "https://www.arbornetworks.com/blog/asert/panda-bankers-future-dga/",
        "https://github.com/tildedennis/malware",
    ),
    aliases=("panda banker", "zeus panda"),
    confidence="reimplementation; all 944 names labelled by DGArchive, which are of daily",
)
