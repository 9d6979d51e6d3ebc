"""Enviserv: the first ten digits of the MD5 of a seed and a number.

Source: 360 Netlab's collection of algorithms.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import endings, text, whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.primitives.hashes import md5_each, put_digest
from tidegate.dga.primitives.sheaf import close, sheaf
from tidegate.dga.spelling import Bytes, Sheet, Words, end, how_many, put_decimal, put_text

_SUFFIXES = ("com", "net", "org", "info", "biz", "in")
_DIGITS = 10
_LONGEST_NUMBER = 6


def spell(sheet: Sheet, _when: Moment, seed: Bytes, tlds: Words, count: int) -> None:
    messages = sheaf(count, len(seed) + _LONGEST_NUMBER)
    for number in range(count):
        put_text(messages, seed)
        put_decimal(messages, number)
        close(messages)
    digests = md5_each(messages)
    for number in range(count):
        put_digest(sheet, digests[number], _DIGITS)
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
