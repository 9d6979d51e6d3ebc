"""newGOZ, the Gameover Zeus of after its takedown: MD5 of number, date and key, written in base 36.

Sources: Bader, "The DGA of newGOZ" (2014); Arbor Networks, "Five Sinkholes of newGOZ" (2014).
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.primitives.hashes import little, md5_each
from tidegate.dga.primitives.sheaf import close, sheaf
from tidegate.dga.spelling import Sheet, end, put, put_little

_SUFFIXES = ("com", "org", "biz", "net")


def spell(sheet: Sheet, when: Moment, key: int, count: int) -> None:
    messages = sheaf(count)
    for number in range(count):
        put_little(messages, number, 4)
        put_little(messages, when.year, 2)
        put_little(messages, key, 4)
        put_little(messages, when.month, 2)
        put_little(messages, key, 4)
        put_little(messages, when.day, 2)
        put_little(messages, key, 4)
        close(messages)
    digests = md5_each(messages)
    for number in range(count):
        for word in range(4):
            _put_base36(sheet, little(digests[number], 4 * word))
        end(sheet, _suffix(number))


def _put_base36(sheet: Sheet, number: int) -> None:
    unit = 1
    while number // unit >= 36:
        unit *= 36
    while unit > 0:
        digit = number // unit % 36
        put(sheet, 48 + digit if digit < 10 else 87 + digit)
        unit //= 36


def _suffix(number: int) -> int:
    if number % 4 == 0:
        return 0
    if number % 3 == 0:
        return 1
    return 2 if number % 2 == 0 else 3


FAMILY = Family(
    "newgoz",
    kind="banking trojan",
    years=(2014, 2015),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=1000,
            suffixes=_SUFFIXES,
            config={"key": whole(0x35190501), "count": whole(1000, low=1, high=100_000)},
            known={
                "35190501": {"key": 0x35190501, "count": 1000},
                "0052e645": {"key": 0x0052E645, "count": 10_000},
            },
            pattern=r"[0-9a-z]{4,28}\.(com|org|biz|net)",
        ),
    ),
    sources=(
        "https://johannesbader.ch/2014/12/the-dga-of-newgoz/",
        'Arbor Networks, "Five Sinkholes of newGOZ", 2014',
    ),
    aliases=("gameover", "p2pzeus", "mapp"),
    confidence="reimplementation; all 8498 names labelled by DGArchive and 1666 captured ones",
)
