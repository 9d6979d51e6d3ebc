"""BazarLoader: all combinations of a month's letters or syllables, of which a bot draws some.

Sources: Bader, "The DGA of BazarBackdoor", "The Buggy DGA of BazarBackdoor", "Yet Another Bazarloader DGA" (2020-21).
The endings are none of ICANN's root: names are registered in Emercoin, and blocked at resolvers. Where a variant reads
beyond its table, as some do in months, `??` stands for a syllable that nobody can know: such a name is a pattern.
"""

from collections.abc import Sequence

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import word_list
from tidegate.dga.period import MONTH
from tidegate.dga.spelling import Sheet, Words, end, how_many, letter_of, numbers, put, put_text, put_word, size_of

_LETTERS = 6
_ALPHABETS = ("abcde", "cdef", "efgh", "ghi", "ijk", "klm")
_BUGGY_ALPHABETS = ("]^_`abcde", "`abcdef", "bcdefgh", "efghi", "ghijk", "ijklm")


def spell(sheet: Sheet, when: Moment, alphabets: Words) -> None:
    """Six letters, then the same moved on by the date's six digits."""
    dated = (12 - when.month) * 10_000 + when.year - 18
    total = 1
    for place in range(_LETTERS):
        total *= size_of(alphabets, place)
    name = numbers(2 * _LETTERS)
    for number in range(total):
        rest = number
        for place in range(_LETTERS - 1, -1, -1):
            size = size_of(alphabets, place)
            name[place] = letter_of(alphabets, place, rest % size)
            rest //= size
            moved = name[place] + dated // 10 ** (_LETTERS - 1 - place) % 10
            name[_LETTERS + place] = moved if moved >= 97 else 122
        for code in name:
            put(sheet, code)
        end(sheet, 0)


def spell_syllables(sheet: Sheet, when: Moment, table: Words, steps: Sequence[int], sizes: Sequence[int]) -> None:
    """Four syllables, each from the window of the table that a digit of month or year gives."""
    first, second = when.month // 10 * steps[0], when.month % 10 * steps[1]
    third, fourth = when.year // 10 % 10 * steps[2], when.year % 10 * steps[3]
    for one in range(first, _last(table, first, sizes[0])):
        for two in range(second, _last(table, second, sizes[1])):
            for three in range(third, _last(table, third, sizes[2])):
                for four in range(fourth, _last(table, fourth, sizes[3])):
                    _put_syllable(sheet, table, one)
                    _put_syllable(sheet, table, two)
                    _put_syllable(sheet, table, three)
                    _put_syllable(sheet, table, four)
                    end(sheet, 0)


def _last(table: Words, first: int, size: int) -> int:
    """Where a window ends; all that is beyond the table is one unknown syllable."""
    return min(first + size, max(first, how_many(table)) + 1)


def _put_syllable(sheet: Sheet, table: Words, index: int) -> None:
    if index < how_many(table):
        put_word(sheet, table, index)
    else:
        put_text(sheet, b"??")


def _of_letters(name: str, alphabets: tuple[str, ...], count: int, suffix: str, pattern: str) -> Variant:
    return Variant(
        name,
        spell=spell,
        count=count,
        suffixes=(suffix,),
        period=MONTH,
        inputs=lambda _config: {"alphabets": alphabets},
        pattern=rf"{pattern}[a-z]{{6}}\.{suffix}",
    )


def _of_syllables(name: str, table: str, steps: tuple[int, ...] = (19, 19, 4, 4), third: int = 4) -> Variant:
    sizes = (19, 19, third, steps[3])
    return Variant(
        name,
        spell=spell_syllables,
        count=sizes[0] * sizes[1] * sizes[2] * sizes[3],
        suffixes=("bazar",),
        period=MONTH,
        inputs=lambda _config: {"table": word_list(f"bazarbackdoor-{table}"), "steps": steps, "sizes": sizes},
        pattern=r"([a-z]{2}|\?\?){4}\.bazar",
    )


FAMILY = Family(
    "bazarbackdoor",
    kind="loader and backdoor",
    years=(2020, 2021),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        _of_letters("beta", _ALPHABETS, 2_160, "bazar", "[a-e][c-f][e-h][g-i][i-k][k-m]"),
        _of_letters("buggy", _BUGGY_ALPHABETS, 55_125, "bazaar", "[]^_`a-e][`a-f][b-h][e-i][g-k][i-m]"),
        _of_syllables("v2", "p1", steps=(19, 19, 6, 6), third=6),
        _of_syllables("v3", "p1", third=22),
        _of_syllables("v4", "p2", third=22),
        _of_syllables("buggy2", "p2x"),
        _of_syllables("v5", "p1"),
        _of_syllables("v6", "p3"),
        _of_syllables("v7", "p4"),
    ),
    sources=(
        "https://johannesbader.ch/blog/the-dga-of-bazarbackdoor/",
        "https://johannesbader.ch/blog/the-buggy-dga-of-bazarbackdoor/",
        "https://johannesbader.ch/blog/yet-another-bazarloader-dga/",
    ),
    aliases=("bazarloader", "team9"),
    confidence="published lists; buggy2: reimplementation",
)
