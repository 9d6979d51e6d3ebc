"""An unnamed downloader of a Monero miner: 499 MD5s of the day's number and one fixed label, under five endings each.

Source: Bader's reimplementation (2020).
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.primitives.hashes import md5_each, put_digest
from tidegate.dga.primitives.sheaf import close, sheaf
from tidegate.dga.spelling import Sheet, end, put, put_decimal, put_text

_SUFFIXES = ("org", "tickets", "blackfriday", "hosting", "feedback")
_KEY = b"jkhhksugrhtijys78g46"
_FIXED = b"31b4bd31fg1x2"
_DIGITS = 13
_LABELS = 500


def spell(sheet: Sheet, when: Moment) -> None:
    messages = sheaf(_LABELS)
    for number in range(_LABELS):
        put_text(messages, _KEY)
        put(messages, 45)
        put_decimal(messages, when.number)
        put(messages, 45)
        put_decimal(messages, number)
        close(messages)
    digests = md5_each(messages)
    for number in range(_LABELS):
        for ending in range(5):
            if number == 0:
                put_text(sheet, _FIXED)
            else:
                put_digest(sheet, digests[number], _DIGITS)
            end(sheet, ending)


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
