"""Chinad: the SHA-1 of date and number, read in 36 letters and digits.

Sources: 360 Netlab's collection (2017) and that of Bader. The bot counts to 1000, but only the low byte counts.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.primitives.hashes import sha1_each
from tidegate.dga.primitives.sheaf import close, sheaf
from tidegate.dga.spelling import Sheet, end, put, put_little

_NAMES = 256
_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
_SUFFIXES = ("com", "org", "net", "biz", "info", "ru", "cn")


def spell(sheet: Sheet, when: Moment) -> None:
    messages = sheaf(_NAMES)
    for number in range(_NAMES):
        put(messages, when.year % 100)
        put(messages, when.month)
        put(messages, when.day)
        put_little(messages, number, 7)
        put_little(messages, 0, 6)
        close(messages)
    digests = sha1_each(messages)
    for number in range(_NAMES):
        digest = digests[number]
        for index in range(16):
            put(sheet, _LETTERS[digest[index ^ 3] % 36])
        end(sheet, digest[19] % 7)


FAMILY = Family(
    "chinad",
    kind="trojan",
    years=(2016, 2017),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=_NAMES,
            suffixes=_SUFFIXES,
            pattern=r"[a-z0-9]{16}\.(com|org|net|biz|info|ru|cn)",
        ),
    ),
    sources=(
        "https://github.com/360netlab/DGA/issues/1",
        "https://github.com/baderj/domain_generation_algorithms/tree/master/chinad",
    ),
    confidence="published list; all 1129 names labelled by DGArchive",
)
