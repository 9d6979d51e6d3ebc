"""Symmi: vowels and consonants by turns below a dynamic-DNS zone, 64 names for each half of a month.

Source: Bader, "The DGA of Symmi" (2015). Some samples went on beyond 64 names. The variants run-on and thousands are no
bot's: Netlab's list has names from far beyond, which public code was let make in April and May 2018. Their seeds were
found by search over all states: every name labelled Symmi is of one of three streams, with the seeds 1042060, 1052060
and 6060. The last is what comes of 1,000 instead of 10,000 in the generator's first line, in the first half of April.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import domain, whole
from tidegate.dga.period import parts_of_month
from tidegate.dga.primitives.rand import windows, windows_value
from tidegate.dga.spelling import Sheet, end, put

_VOWELS, _CONSONANTS = b"aeiou", b"bcdfghklmnpqrstvwx"


def spell(sheet: Sheet, when: Moment, count: int, factor: int) -> None:
    state = factor * (100 * (when.day // 16) + when.month) + when.year + 42
    for _ in range(count):
        state = windows(state)
        first = 0
        for place in range(8 + windows_value(state) % 8):
            if place % 2 == 0:
                state = windows(state)
                first = (windows_value(state) >> 8) & 1
            state = windows(state)
            put(sheet, _letter(windows_value(state), (first + place) % 2))
        end(sheet, 0)


def _letter(value: int, group: int) -> int:
    return _VOWELS[value % 5] if group == 0 else _CONSONANTS[value % 18]


def _variant(name: str, count: int, factor: int = 10_000, **more: Any) -> Variant:
    def inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"count": config["count"], "factor": factor}

    return Variant(
        name,
        spell=spell,
        count=count,
        suffixes=("ddns.net",),
        zones=("ddns.net",),
        period=parts_of_month("half a month", 1, 16),
        config={"suffix": domain("ddns.net"), "count": whole(count, low=1, high=100_000)},
        inputs=inputs,
        endings=lambda config: (config["suffix"],),
        pattern=r"([aeiou][b-df-hk-np-tv-x]|[b-df-hk-np-tv-x][aeiou]){4,7}[a-ik-x]?\.ddns\.net",
        **more,
    )


FAMILY = Family(
    "symmi",
    kind="trojan",
    years=(2014, 2016),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        _variant("default", 64),
        _variant("long", 512),
        _variant("run-on", 25_000, since=date(2018, 5, 16), until=date(2018, 5, 31)),
        _variant("thousands", 5_000, factor=1_000, since=date(2018, 4, 1), until=date(2018, 4, 15)),
    ),
    sources=("https://johannesbader.ch/2015/01/the-dga-of-symmi/",),
    aliases=("mewsspy", "mewsei"),
    confidence="published list; all 1200 names labelled by DGArchive and all of 121 labelled by Netlab",
)
