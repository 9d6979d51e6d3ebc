"""FluBot: letters from Java's `Random`, seeded with year, month and the campaign's constant; a set a month.

Sources: PRODAFT, "FluBot" (2021), and its lists; SWITCH, "Android FluBot enters Switzerland" (2021); BitSight.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import MONTH
from tidegate.dga.primitives.rand import java, java_next, java_seed
from tidegate.dga.spelling import Sheet, end, put

_FAIR = (1 << 31) - (1 << 31) % 25
"""Java draws again from here on, so that all letters are equally likely."""
_CAMPAIGNS = {
    "spain": 1136,
    "germany": 1945,
    "hungary": 1949,
    "italy": 1813,
    "united-kingdom": 1642,
    "1905": 1905,
    "2931": 2931,
}
_TLD30 = """
ru cn com org pw net bar host online space site xyz website shop kz md tj pw gdn am com.ua news email icu biz kim work
top info br
"""


def spell(sheet: Sheet, when: Moment, seed: int, count: int, cycle: int) -> None:
    state = java_seed(month_seed(when.year, when.month - 1) + seed)
    for number in range(count):
        for _ in range(15):
            state = java(state)
            while java_next(state, 31) >= _FAIR:
                state = java(state)
            put(sheet, 97 + java_next(state, 31) % 25)
        end(sheet, number % cycle)


def month_seed(year: int, month: int) -> int:
    """The seed's part of a month, counted from 0 as Java's calendar does; its low 64 bits count."""
    word = 2 * (year ^ month)
    word *= year ^ word
    word *= month ^ word
    return word * word


def _version(name: str, since: date, count: int, *cycle: str) -> Variant:
    """A version whose names take the endings of `cycle` in turn."""

    def inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"seed": config["seed"], "count": count, "cycle": len(cycle)}

    suffixes = tuple(dict.fromkeys(cycle))
    return Variant(
        name,
        spell=spell,
        count=count,
        suffixes=suffixes,
        period=MONTH,
        config={"seed": whole(_CAMPAIGNS["spain"], help="the campaign's constant")},
        since=since,
        inputs=inputs,
        endings=lambda _config: cycle,
        known={country: {"seed": seed} for country, seed in _CAMPAIGNS.items()},
        pattern=rf"[a-y]{{15}}\.({'|'.join(suffixes)})",
    )


FAMILY = Family(
    "flubot",
    kind="banking trojan for Android",
    years=(2020, 2022),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        _version("com", date(2020, 11, 1), 5000, "ru", "cn", "com", "ru", "com", "cn"),
        _version("su", date(2021, 3, 1), 5000, "ru", "cn", "su", "ru", "su", "cn"),
        _version("tld30", date(2021, 12, 1), 2500, *_TLD30.split()),
    ),
    sources=(
        "https://github.com/prodaft/malware-ioc",
        "https://securityblog.switch.ch/2021/06/19/android-flubot-enters-switzerland/",
        "https://www.bitsight.com/blog/flubot-malware-persists-most-prevalent-germany-and-spain",
    ),
    aliases=("cabassous", "fedexbanker"),
    confidence="published lists of March to June 2021 for com and su; tld30 is a reimplementation of one source",
)
