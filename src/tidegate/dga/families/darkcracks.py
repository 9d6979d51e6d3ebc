"""DarkCracks: one name a day from year and day of the month, in base 64, masked with a key, in base 64 again, reversed.

The month does not count: the names of one month come again in every other of its year.
Source: XLab, "Uncovering DarkCracks" (2024), part 2.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import text
from tidegate.dga.primitives.base64 import sextet, url_digit
from tidegate.dga.spelling import Bytes, Sheet, end, numbers, put

_DATED, _MASKED, _LABEL = 6, 8, 11
_KEY = "Crackalackin'"


def spell(sheet: Sheet, when: Moment, key: Bytes) -> None:
    dated, masked = numbers(_DATED), numbers(_MASKED)
    number = when.year * 100 + when.day
    for index in range(_DATED):
        dated[_DATED - 1 - index] = 48 + number % 10
        number //= 10
    for index in range(_MASKED):
        masked[index] = case_swapped(url_digit(sextet(dated, _DATED, index))) ^ key[index % len(key)]
    for index in range(_LABEL - 1, -1, -1):
        put(sheet, lower(url_digit(sextet(masked, _MASKED, index))))
    end(sheet, 0)


def case_swapped(code: int) -> int:
    return code ^ 0x20 if 65 <= code & 0xDF <= 90 else code


def lower(code: int) -> int:
    return code | 0x20 if 65 <= code <= 90 else code


FAMILY = Family(
    "darkcracks",
    kind="delivery and upgrade framework",
    years=(2024, 2024),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=1,
            suffixes=("com",),
            config={"key": text(_KEY, least=1)},
            known={"crackalackin": {"key": _KEY}},
            pattern=r"[a-z0-9_-]{11}\.com",
        ),
    ),
    sources=("https://blog.xlab.qianxin.com/uncovering_darkcracks_payload_delivery_framework/",),
)
