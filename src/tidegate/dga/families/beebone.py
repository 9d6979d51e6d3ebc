"""Beebone, of the botnet AAEH: a word and a number, under `ns1.`, in five TLDs.

Sources: US-CERT alert TA15-098A (2015); Europol's release on Operation Source (2015). Block or sinkhole what stands
after `ns1.`, which is what was registered. Samples with other words are not covered.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import label, whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Bytes, Sheet, end, put_decimal, put_text

_SUFFIXES = ("com", "org", "net", "biz", "info")


def spell(sheet: Sheet, _when: Moment, base: Bytes, first: int, last: int) -> None:
    for number in range(first, last + 1):
        for ending in range(len(_SUFFIXES)):
            put_text(sheet, b"ns1.")
            put_text(sheet, base)
            put_decimal(sheet, number)
            end(sheet, ending)


FAMILY = Family(
    "beebone",
    kind="downloader",
    years=(2009, 2015),
    scheme=Scheme.WORDLIST,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "counter",
            spell=spell,
            count=105,
            suffixes=_SUFFIXES,
            period=ALWAYS,
            config={
                "base": label("dnsfor", longest=50, help="the sample's word"),
                "first": whole(0, high=999_999, help="the first number"),
                "last": whole(20, high=999_999, help="the last number"),
            },
            known={
                "dnsfor": {"base": "dnsfor", "first": 0, "last": 20},
                "backdates": {"base": "backdates", "first": 0, "last": 8},
            },
            pattern=r"ns1\.[a-z]+[0-9]+\.(com|org|net|biz|info)",
        ),
    ),
    sources=(
        "US-CERT, alert TA15-098A, 2015",
        "Europol, release on Operation Source, 9 April 2015",
    ),
    aliases=("aaeh", "vobfus"),
    confidence="all 150 names labelled by DGArchive, from which its two words were taken",
)
