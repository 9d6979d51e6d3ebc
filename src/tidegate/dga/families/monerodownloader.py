"""An unnamed downloader of a Monero miner: 499 MD5s of the day's number and one fixed label, under five endings each.

Source: Bader's reimplementation (2020).
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.primitives.hashes import Digest, hash_room, md5, put_digest
from tidegate.dga.spelling import Sheet, Text, clear, end, put, put_decimal, put_text, scratch

_SUFFIXES = ("org", "tickets", "blackfriday", "hosting", "feedback")
_KEY = b"jkhhksugrhtijys78g46"
_FIXED = b"31b4bd31fg1x2"
_DIGITS = 13
_LABELS = 500


def spell(sheet: Sheet, when: Moment) -> None:
    message, digest = scratch(), hash_room()
    for number in range(_LABELS):
        _hash(message, digest, when.number, number)
        for ending in range(5):
            if number == 0:
                put_text(sheet, _FIXED)
            else:
                put_digest(sheet, digest, _DIGITS)
            end(sheet, ending)


def _hash(message: Text, digest: Digest, day: int, number: int) -> None:
    clear(message)
    put_text(message, _KEY)
    put(message, 45)
    put_decimal(message, day)
    put(message, 45)
    put_decimal(message, number)
    md5(message, digest)


FAMILY = Family(
    "monerodownloader",
    kind="downloader of a miner",
    years=(2020, 2020),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=5 * _LABELS,
            suffixes=_SUFFIXES,
            pattern=r"([0-9a-f]{13}|31b4bd31fg1x2)\.(org|tickets|blackfriday|hosting|feedback)",
        ),
    ),
    sources=("https://github.com/baderj/domain_generation_algorithms",),
    confidence="published list",
)
