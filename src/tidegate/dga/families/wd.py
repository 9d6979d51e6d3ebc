"""DGArchive's "wd", a malware that is not named there: the MD5 of the date, written in every usual way.

Of the twenty ways four leave out the day, so that their names are good for the month. Source: derived from the names
that DGArchive labels.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.primitives.hashes import md5_each, put_digest
from tidegate.dga.primitives.sheaf import close, sheaf
from tidegate.dga.spelling import Sheet, Text, end, put, put_decimal, put_text

_SEPARATORS = b"-/._"
_DATES, _MONTHS = 16, 4


def spell(sheet: Sheet, when: Moment) -> None:
    messages = sheaf(_DATES + _MONTHS)
    for way in range(_DATES + _MONTHS):
        _put_date(messages, when, way)
        close(messages)
    digests = md5_each(messages)
    for prefixed in range(1, -1, -1):
        for ending in range(2):
            for way in range(_DATES + _MONTHS):
                if prefixed:
                    put_text(sheet, b"wd")
                put_digest(sheet, digests[way], 32)
                end(sheet, ending)


def _put_date(message: Text, when: Moment, way: int) -> None:
    """The date as the text of this number: padded and not in turn, day or year first, with each separator."""
    digits, year_first = 2 - way % 2, way // 2 % 2 == 1
    separator = _SEPARATORS[way // 4] if way < _DATES else 47
    if year_first:
        put_decimal(message, when.year)
        put(message, separator)
    elif way < _DATES:
        put_decimal(message, when.day, digits)
        put(message, separator)
    put_decimal(message, when.month, digits)
    if not year_first:
        put(message, separator)
        put_decimal(message, when.year)
    elif way < _DATES:
        put(message, separator)
        put_decimal(message, when.day, digits)


FAMILY = Family(
    "wd",
    kind="unknown",
    years=(2017, 2017),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "md5-date",
            spell=spell,
            count=4 * (_DATES + _MONTHS),
            suffixes=("pro", "win"),
            pattern=r"(wd)?[0-9a-f]{32}\.(pro|win)",
        ),
    ),
    sources=("DGArchive, names labelled wd, 2017-01-01 to 2017-01-25",),
    confidence="arithmetic only, derived from names; all 1616 names labelled by DGArchive, none of their days missing",
)
