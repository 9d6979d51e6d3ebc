"""Torpig: one label a day from year, month and day, under three endings.

Source: Stone-Gross et al., "Your Botnet is My Botnet" (ACM CCS 2009). The label of the week, which a bot tries before,
is not printed there; later versions drew a letter from what people searched for and cannot be predicted.
"""

from tidegate.dga.family import Behaviour, Clock, Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.spelling import Sheet, end, put

_MONTHS = b"anjebfarmpraaymunjuljuagespkotonvedc"


def spell(sheet: Sheet, when: Moment) -> None:
    for ending in range(3):
        _put_label(sheet, max(when.year, 2007), when.month, when.day)
        end(sheet, ending)


def _put_label(sheet: Sheet, year: int, month: int, day: int) -> None:
    seed = ((month ^ day) + day) * 8 + day + year
    put(sheet, 97 + (((year >> 2) & 0x3FC0) + seed) % 25)
    put(sheet, ord("h"))
    put(sheet, 97 + (month + seed) % 10)
    put(sheet, 97 + ((year & 0xFF) + seed) % 25)
    put(sheet, ord("x"))
    put(sheet, 49 + day % 10 if 24 <= day <= 28 else 97 + 2 * day % 25)
    for index in range(3):
        put(sheet, _MONTHS[3 * (month - 1) + index])


FAMILY = Family(
    "torpig",
    kind="banking trojan",
    years=(2005, 2012),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "daily",
            spell=spell,
            count=3,
            suffixes=("com", "net", "biz"),
            behaviour=Behaviour(clock=Clock.LOCAL),
            pattern=r"[a-y]h[a-j][a-y]x[a-y5-9](anj|ebf|arm|pra|aym|unj|ulj|uag|esp|kot|onv|edc)\.(com|net|biz)",
        ),
    ),
    sources=('Stone-Gross et al., "Your Botnet is My Botnet: Analysis of a Botnet Takeover", ACM CCS 2009',),
    aliases=("sinowal", "anserin", "mebroot"),
    confidence="published list; all 1050 names labelled by DGArchive",
)
