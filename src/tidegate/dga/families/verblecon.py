"""Verblecon: one name a day, the MD5 of date and seed.

Sources: Symantec, "Verblecon: Sophisticated New Loader Used in Low-level Attacks" (2022); Bader's reimplementation.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import text
from tidegate.dga.primitives.hashes import hash_room, md5
from tidegate.dga.spelling import Bytes, Sheet, end, put, put_decimal, put_hex, put_text, scratch


def spell(sheet: Sheet, when: Moment, seed: Bytes) -> None:
    message, digest = scratch(), hash_room()
    put_decimal(message, when.year, 4)
    put(message, 45)
    put_decimal(message, when.month, 2)
    put(message, 45)
    put_decimal(message, when.day, 2)
    put_text(message, seed)
    md5(message, digest)
    for index in range(16):
        put_hex(sheet, digest[index], 2)
    end(sheet, 0)


FAMILY = Family(
    "verblecon",
    kind="loader",
    years=(2022, 2022),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=1,
            suffixes=("tk",),
            config={"seed": text("verble")},
            known={"verble": {"seed": "verble"}},
            pattern=r"[0-9a-f]{32}\.tk",
        ),
    ),
    sources=(
        "https://symantec-enterprise-blogs.security.com/blogs/threat-intelligence/verblecon-sophisticated-malware-cryptocurrency-mining-discord",
        "https://github.com/baderj/domain_generation_algorithms/tree/master/verblecon",
    ),
)
