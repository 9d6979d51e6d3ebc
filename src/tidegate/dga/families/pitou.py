"""Pitou: twenty names a day, each for ten days; of some the last letter is whatever stood in the bot's memory.

Source: Bader, "The DGA of Pitou" (2019).
"""

from collections.abc import MutableSequence

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.primitives.calendar import number_of
from tidegate.dga.spelling import Sheet, end, numbers, put

_WORD = 0xFFFFFFFF
_SUFFIXES = ("com", "org", "biz", "net", "info", "mobi", "us", "name", "me")
_VOWELS, _CONSONANTS = b"aeiou", b"bcdfghjklmnpqrstvwxyz"
_NAMES = 20
_LETTERS = 8
_MAGICS = (0x0DAFE02C, 0x0DAFE02D)


def spell(sheet: Sheet, when: Moment, magic: int) -> None:
    """Where the last letter is unknown, one name for each consonant."""
    octets, letters = numbers(_LETTERS), numbers(_LETTERS)
    shifted = _month_later(when)
    for number in range(_NAMES):
        decade = (number // 3 + shifted) // 10 * 10
        _draw(octets, number, decade, when.year - 1900, magic)
        ending = ((number ^ decade ^ magic) & _WORD) % 9
        if _write(letters, octets):
            for consonant in _CONSONANTS:
                _put_letters(sheet, letters)
                put(sheet, consonant)
                end(sheet, ending)
        else:
            _put_letters(sheet, letters)
            end(sheet, ending)


def _month_later(when: Moment) -> int:
    """The number of the day that has its month one too high; days beyond its end are taken on into the next."""
    if when.month == 12:
        return number_of(when.year + 1, 1, when.day)
    return number_of(when.year, when.month + 1, when.day)


def _draw(octets: MutableSequence[int], number: int, decade: int, year: int, magic: int) -> None:
    low, high = decade & 0xFF, decade >> 8 & 0xFF
    for half in range(2):
        upper, lower = magic >> (8 * half + 4) & 15, magic >> (8 * half) & 15
        octets[4 * half] = upper * (year >> half)
        octets[4 * half + 1] = lower * (year << half)
        octets[4 * half + 2] = upper * (high << half ^ low >> half)
        octets[4 * half + 3] = lower * (low << half ^ high >> half)
    for place in range(_LETTERS):
        octets[place] = (octets[place] & 0xFF) * (number + 1) & 0xFF


def _write(letters: MutableSequence[int], octets: MutableSequence[int]) -> bool:
    """Write eight letters, one an octet; whether a consonant follows, from an octet that there is not."""
    size = 0
    while size < _LETTERS:
        if octets[size] >= 128:
            size = _write_consonant(letters, octets, size)
            if size < _LETTERS:
                size = _write_vowel(letters, octets, size)
            if size < _LETTERS and octets[size] & 0x40:
                size = _write_vowel(letters, octets, size)
        else:
            size = _write_vowel(letters, octets, size)
            if size == _LETTERS:
                return True
            size = _write_consonant(letters, octets, size)
    return False


def _write_vowel(letters: MutableSequence[int], octets: MutableSequence[int], place: int) -> int:
    letters[place] = _VOWELS[octets[place] % 5]
    return place + 1


def _write_consonant(letters: MutableSequence[int], octets: MutableSequence[int], place: int) -> int:
    letters[place] = _CONSONANTS[octets[place] % 21]
    return place + 1


def _put_letters(sheet: Sheet, letters: MutableSequence[int]) -> None:
    for place in range(_LETTERS):
        put(sheet, letters[place])


FAMILY = Family(
    "pitou",
    kind="spam bot and rootkit",
    years=(2014, 2019),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=420,
            suffixes=_SUFFIXES,
            config={"magic": whole(_MAGICS[0], help="the sample's constant")},
            known={f"{magic:08x}": {"magic": magic} for magic in _MAGICS},
            pattern=rf"[a-z]{{8,9}}\.({'|'.join(_SUFFIXES)})",
        ),
    ),
    sources=("https://johannesbader.ch/2019/07/the-dga-of-pitou/",),
    confidence="published list; the ninth letter, where there is one, is any of 21",
)
