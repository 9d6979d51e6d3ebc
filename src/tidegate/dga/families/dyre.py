"""Dyre: a letter that counts, and 33 digits of the SHA-256 of date and number.

Sources: Cisco Talos, "Threat Spotlight: Dyre" (2015); a published script, which stops at the 333rd of 1000 names.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.primitives.hashes import sha256_each
from tidegate.dga.primitives.sheaf import close, sheaf
from tidegate.dga.spelling import Sheet, end, put, put_decimal, put_hex

_NAMES = 1000
_SUFFIXES = ("cc", "ws", "to", "in", "hk", "cn", "tk", "so")


def spell(sheet: Sheet, when: Moment) -> None:
    messages = sheaf(_NAMES)
    for number in range(_NAMES):
        put_decimal(messages, when.year)
        put(messages, 45)
        put_decimal(messages, when.month)
        put(messages, 45)
        put_decimal(messages, when.day)
        put_decimal(messages, number)
        close(messages)
    digests = sha256_each(messages)
    for number in range(_NAMES):
        digest = digests[number]
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
