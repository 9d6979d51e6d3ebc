"""CoreBot: labels from one linear congruential generator, seeded by the sum of sample, group and date.

Source: Bader, "The DGA of CoreBot" (2015). Zones, group and count come from the bot's configuration file. A name under
ddns.net is for the operator of that zone, not for a registry. The variant run-on is no bot's: Netlab's list has names
from far beyond those of a day, which public code was let make on one day.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import endings, whole
from tidegate.dga.period import MONTH
from tidegate.dga.primitives.rand import recipes
from tidegate.dga.spelling import Sheet, end, numbers, put

_LETTERS = b"abcdefghijklmnopqrstuvwxy012345678"
_ZONE = "ddns.net"
_ALL_ZONES = (_ZONE, "cn", "com", "cc", "ws", "in", "sg")
_COUNT, _DEBUG_DAY = 40, 8
_LISTED_ON, _LISTED = date(2018, 5, 20), 25_000
_LONGEST = 23


def spell(sheet: Sheet, when: Moment, seed: int, group: int, count: int, zones: int, day: int) -> None:
    """`day` stands for the day of the month, unless it is 0."""
    state = (seed + when.year + group * 65536 + when.month * 256 + (day or when.day)) & 0xFFFFFFFF
    label = numbers(_LONGEST)
    for _ in range(count):
        state = recipes(state)
        size = 12 + state % 12
        for place in range(size):
            state = recipes(state)
            label[place] = _LETTERS[state % 34]
        for zone in range(zones):
            for place in range(size):
                put(sheet, label[place])
            end(sheet, zone)


def _inputs(config: Mapping[str, Any], day: int = 0) -> Mapping[str, Any]:
    zones = len(config["zones"]) if "zones" in config else 1
    return {**_SAMPLE, **config, "zones": zones, "day": day}


_SAMPLE = {"seed": 0, "group": 0, "count": _COUNT}
_CONFIG = {"seed": whole(0x1DBA8930, help="the sample's constant"), "group": whole(1, high=0xFFFF)}
_MORE = {"count": whole(50, low=1, high=10_000), "zones": endings(",".join(_ALL_ZONES))}
_KNOWN = {f"{seed:08x}": {"seed": seed, "group": 1} for seed in (0x1DBA8930, 0x1DB98930)}
_DEFAULT = Variant(
    "default",
    spell=spell,
    count=_COUNT,
    suffixes=(_ZONE,),
    zones=(_ZONE,),
    config=_CONFIG,
    known=_KNOWN,
    inputs=_inputs,
    pattern=r"[a-y0-8]{12,23}\.ddns\.net",
)

FAMILY = Family(
    "corebot",
    kind="banking trojan",
    years=(2015, 2015),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        _DEFAULT,
        replace(_DEFAULT, name="debug", period=MONTH, inputs=lambda config: _inputs(config, _DEBUG_DAY)),
        Variant(
            "zones",
            spell=spell,
            count=50 * len(_ALL_ZONES),
            suffixes=_ALL_ZONES,
            zones=(_ZONE,),
            config=_CONFIG | _MORE,
            known=_KNOWN,
            inputs=_inputs,
            endings=lambda config: config["zones"],
            pattern=r"[a-y0-8]{12,23}\.(ddns\.net|cn|com|cc|ws|in|sg)",
        ),
        replace(
            _DEFAULT,
            name="run-on",
            count=_LISTED,
            known={"2018": {"seed": 0x1DBA8930, "group": 1}},
            inputs=lambda config: {**_inputs(config), "count": _LISTED},
            since=_LISTED_ON,
            until=_LISTED_ON,
        ),
    ),
    sources=("https://johannesbader.ch/2015/09/the-dga-of-corebot/",),
    confidence="published list; all 1129 names labelled by DGArchive, 200 of 200 labelled by Netlab",
)
