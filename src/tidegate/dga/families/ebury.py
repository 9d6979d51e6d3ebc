"""Ebury, the backdoor of OpenSSH: the hexadecimal digits of a square, with letters between.

Source: ESET, "Operation Windigo" (2014), for the malware. The formula was fitted to the names that DGArchive labels,
numbers 0 to 649. In the malware the number grows while no operator connects.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Sheet, end, put

_START = 4091073
_LETTERS = b"aibsrxtpkhjguofmqzdnvcyelw"
_DIGITS = b"0123456789abcdef"
_LAST = 3561  # the last number whose square leaves six digits


def spell(sheet: Sheet, _when: Moment, first: int, count: int) -> None:
    for number in range(first, first + count):
        digits = _START + number * number
        for place in range(6):
            code = _digit(digits, place)
            put(sheet, _LETTERS[(number + _digit(digits, 0) - place + 18 * code + 19) % 26])
            put(sheet, code)
        put(sheet, _LETTERS[(number + 4 * _digit(digits, 0) + 19) % 26])
        end(sheet, number % 3)


def _digit(number: int, place: int) -> int:
    """The character code of a hexadecimal digit, the lowest being number 0."""
    return _DIGITS[(number >> (4 * place)) & 15]


FAMILY = Family(
    "ebury",
    kind="backdoor and credential stealer",
    years=(2013, None),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "ssh-dga",
            spell=spell,
            count=650,
            suffixes=("info", "net", "biz"),
            period=ALWAYS,
            config={
                "first": whole(0, high=_LAST, help="the first number"),
                "count": whole(650, low=1, high=_LAST + 1, help="how many numbers"),
            },
            known={"labelled": {"first": 0, "count": 650}},
            pattern=r"([a-z][0-9a-f]){5}[a-z][0-9a-f][a-z]\.(info|net|biz)",
        ),
    ),
    sources=('ESET, "Operation Windigo", 2014', "https://github.com/eset/malware-ioc/tree/master/windigo"),
    aliases=("windigo",),
    confidence="arithmetic only, fitted to names; all 650 names labelled by DGArchive",
)
