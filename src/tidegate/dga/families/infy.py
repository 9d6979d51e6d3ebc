"""Infy, or Foudre: CRC-32 of year, month, week and number.

The published cases leave open what a bot does where a week reaches into another month or year, and by which weekday a
week begins: each reading is a variant, and most days they agree.

Source: Palo Alto Networks, "Prince of Persia: Ride the Lightning: Infy returns as Foudre" (2017).
"""

from collections.abc import Callable

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import endings, text, whole
from tidegate.dga.period import WEEK, Period, cut_by_month, days
from tidegate.dga.primitives.calendar import date_of, iso_week, monday_of
from tidegate.dga.primitives.hashes import crc32
from tidegate.dga.spelling import (
    Bytes,
    Sheet,
    Words,
    clear,
    end,
    how_many,
    put_decimal,
    put_hex,
    put_text,
    scratch,
)

_SUFFIXES = ("space", "net", "top")
_TRIES = 20


def spell(sheet: Sheet, when: Moment, prefix: Bytes, tries: int, tlds: Words) -> None:
    """Year and month are the day's, the week is that of ISO 8601."""
    _, week = iso_week(when.number)
    _spell_week(sheet, when.year, when.month, week, prefix, tries, tlds)


def spell_monday(sheet: Sheet, when: Moment, prefix: Bytes, tries: int, tlds: Words) -> None:
    """Year and month are those of the week's Monday."""
    year, month, _ = date_of(monday_of(when.number))
    _, week = iso_week(when.number)
    _spell_week(sheet, year, month, week, prefix, tries, tlds)


def spell_iso_year(sheet: Sheet, when: Moment, prefix: Bytes, tries: int, tlds: Words) -> None:
    """The year is the one that the week belongs to, the month is the day's."""
    year, week = iso_week(when.number)
    _spell_week(sheet, year, when.month, week, prefix, tries, tlds)


def spell_sunday(sheet: Sheet, when: Moment, prefix: Bytes, tries: int, tlds: Words) -> None:
    """Weeks begin on Sundays, the first one with the year."""
    week = (when.yearday + 5 - (when.weekday + 1) % 7) // 7 + 1
    _spell_week(sheet, when.year, when.month, week, prefix, tries, tlds)


def _spell_week(sheet: Sheet, year: int, month: int, week: int, prefix: Bytes, tries: int, tlds: Words) -> None:
    message = scratch()
    for number in range(tries):
        clear(message)
        put_text(message, prefix)
        put_decimal(message, year, 4)
        put_decimal(message, month)
        put_decimal(message, week)
        if number > 0:
            put_decimal(message, number)
        label = crc32(message)
        for ending in range(how_many(tlds)):
            put_hex(sheet, label, 8)
            end(sheet, ending)


def _variant(name: str, spell: Callable[..., None], period: Period) -> Variant:
    return Variant(
        name,
        spell=spell,
        count=_TRIES * len(_SUFFIXES),
        suffixes=_SUFFIXES,
        period=period,
        config={
            "prefix": text("NRV1", help="of the version"),
            "tries": whole(_TRIES, low=1, high=10_000),
            "tlds": endings(",".join(_SUFFIXES)),
        },
        known={"nrv1": {"prefix": "NRV1"}},
        endings=lambda config: config["tlds"],
        pattern=r"[0-9a-f]{8}\.(space|net|top)",
    )


FAMILY = Family(
    "infy",
    kind="espionage trojan",
    years=(2007, 2017),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        _variant("default", spell, cut_by_month(WEEK)),
        _variant("monday", spell_monday, WEEK),
        _variant("iso-year", spell_iso_year, cut_by_month(WEEK)),
        _variant("sunday", spell_sunday, cut_by_month(days(7, "week from Sunday", offset=3))),
    ),
    sources=(
        "https://unit42.paloaltonetworks.com/unit42-prince-persia-ride-lightning-infy-returns-foudre/",
        "DGArchive's labels",
    ),
    aliases=("foudre", "prince of persia"),
    confidence="all 1050 names labelled by DGArchive; weeks across months and years are not settled",
)
