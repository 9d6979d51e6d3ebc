"""Dyre: a letter that counts, and 33 digits of the SHA-256 of date and number.

Sources: Cisco Talos, "Threat Spotlight: Dyre" (2015); a published script, which stops at the 333rd of 1000 names.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.primitives.hashes import hash_room, sha256
from tidegate.dga.spelling import Sheet, clear, end, put, put_decimal, put_hex, scratch

_NAMES = 1000
_SUFFIXES = ("cc", "ws", "to", "in", "hk", "cn", "tk", "so")


def spell(sheet: Sheet, when: Moment) -> None:
    message, digest = scratch(), hash_room()
    for number in range(_NAMES):
        clear(message)
        put_decimal(message, when.year)
        put(message, 45)
        put_decimal(message, when.month)
        put(message, 45)
        put_decimal(message, when.day)
        put_decimal(message, number)
        sha256(message, digest)
        put(sheet, 97 + number % 26)
        put_hex(sheet, digest[1] & 15)
        for index in range(2, 18):
            put_hex(sheet, digest[index], 2)
        end(sheet, number % 8)


FAMILY = Family(
    "dyre",
    kind="banking trojan",
    years=(2014, 2015),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=_NAMES,
            suffixes=_SUFFIXES,
            pattern=r"[a-z][0-9a-f]{33}\.(cc|ws|to|in|hk|cn|tk|so)",
        ),
    ),
    sources=(
        "https://blogs.cisco.com/security/talos/threat-spotlight-dyre",
        "https://gist.github.com/jedisct1/33ab6b4e81209dbf53a3",
    ),
    aliases=("dyreza", "dyzap"),
    confidence="reimplementation; all 1189 names labelled by DGArchive",
)
