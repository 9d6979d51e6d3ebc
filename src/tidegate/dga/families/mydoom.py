"""MyDoom: the digits of congruential numbers as letters, from the sum of year, month and day.

From the 51st name on the date does not count: those are the same every day.

Sources: Netlab's issue 49, with a capture; the reimplementations of Netlab and Bader.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.primitives.rand import recipes
from tidegate.dga.spelling import Sheet, end, put

_LETTERS = b"asnhreqwpm"
_SUFFIXES = ("com", "biz", "us", "net", "org", "ws", "info", "in")
_DATELESS = 51


def spell(sheet: Sheet, when: Moment, magic: int, count: int) -> None:
    state = magic + when.year + when.month + when.day
    for number in range(1, count + 1):
        state = recipes(magic if number == _DATELESS else state)
        rest = state
        for _ in range(10):
            put(sheet, _LETTERS[rest % 10])
            rest //= 10
        end(sheet, min(state % 10, 7))


FAMILY = Family(
    "mydoom",
    kind="e-mail worm",
    years=(2004, 2019),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=51,
            suffixes=_SUFFIXES,
            config={"magic": whole(0xFA8), "count": whole(51, low=1, high=100_000)},
            known={"51 names": {"count": 51}, "99 names": {"count": 99}},
            pattern=r"[ansheqrwpm]{10}\.(com|biz|us|net|org|ws|info|in)",
        ),
    ),
    sources=("https://github.com/360netlab/DGA/issues/49", "https://github.com/baderj/domain_generation_algorithms"),
    aliases=("novarg", "mimail.r", "shimgapi"),
    confidence="reimplementation; a sandbox's capture; no labelled names",
)
