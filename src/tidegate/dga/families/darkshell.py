"""Darkshell: a letter or digit, `03`, and its mirror image in the table of characters.

Source: none that describes it; recovered from names labelled by DGArchive.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Sheet, end, put, put_text

_MIRROR = ord("0") + ord("z")
_CHARACTERS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_MIDDLE, _TAIL = b"03", b"zy"


def spell(sheet: Sheet, _when: Moment) -> None:
    for code in _CHARACTERS:
        other = _MIRROR - code
        named_before = _is_small(code) and _is_capital(other)
        if (_is_digit(other) or _is_capital(other) or _is_small(other)) and not named_before:
            put(sheet, _lowered(code))
            put_text(sheet, _MIDDLE)
            put(sheet, _lowered(other))
            put_text(sheet, _TAIL)
            end(sheet, 0)


def _is_digit(code: int) -> bool:
    return 48 <= code <= 57


def _is_capital(code: int) -> bool:
    return 65 <= code <= 90


def _is_small(code: int) -> bool:
    return 97 <= code <= 122


def _lowered(code: int) -> int:
    return code + 32 if _is_capital(code) else code


FAMILY = Family(
    "darkshell",
    kind="DDoS bot",
    years=(2011, 2011),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "mirror",
            spell=spell,
            count=40,
            suffixes=("com",),
            period=ALWAYS,
            pattern=r"[0-9a-z]03[0-9a-z]zy\.com",
        ),
    ),
    sources=("names labelled by DGArchive",),
    confidence="recovered from names; all 39 labelled by DGArchive",
)
