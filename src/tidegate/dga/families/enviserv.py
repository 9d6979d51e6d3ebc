"""Enviserv: the first ten digits of the MD5 of a seed and a number.

Source: 360 Netlab's collection of algorithms.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import endings, text, whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.primitives.hashes import hash_room, md5, put_digest
from tidegate.dga.spelling import Bytes, Sheet, Words, clear, end, how_many, put_decimal, put_text, scratch

_SUFFIXES = ("com", "net", "org", "info", "biz", "in")
_DIGITS = 10


def spell(sheet: Sheet, _when: Moment, seed: Bytes, tlds: Words, count: int) -> None:
    message, digest = scratch(), hash_room()
    for number in range(count):
        clear(message)
        put_text(message, seed)
        put_decimal(message, number)
        md5(message, digest)
        put_digest(sheet, digest, _DIGITS)
        end(sheet, number % how_many(tlds))


FAMILY = Family(
    "enviserv",
    kind="trojan",
    years=(2018, 2018),
    scheme=Scheme.HASH,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=500,
            suffixes=_SUFFIXES,
            period=ALWAYS,
            config={
                "seed": text("papa_koli"),
                "tlds": endings(",".join(_SUFFIXES)),
                "count": whole(500, low=1, high=100_000),
            },
            known={"papa_koli": {"seed": "papa_koli"}},
            endings=lambda config: config["tlds"],
            pattern=r"[0-9a-f]{10}\.(com|net|org|info|biz|in)",
        ),
    ),
    sources=("https://github.com/360netlab/DGA",),
    confidence="reimplementation; the year is that of the collection",
)
