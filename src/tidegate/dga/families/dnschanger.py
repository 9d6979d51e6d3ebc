"""DNSChanger (Alureon): five names of ten letters from Microsoft's `rand`, looked up to test the changed resolver.

The seed is no known constant. A published list goes through small ones one by one; `counted` makes all of their names.
Source: Bader, "The DGA in Alureon/DNSChanger" (2016).
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.primitives import rand
from tidegate.dga.spelling import Sheet, end, put

_NAMES = 5
_PATTERN = r"[a-z]{10}\.com"


def spell(sheet: Sheet, _when: Moment, seed: int) -> None:
    state = seed
    for _ in range(_NAMES):
        for _ in range(10):
            state = rand.windows(state)
            put(sheet, 97 + rand.windows_value(state) % 26)
        end(sheet, 0)


def spell_counted(sheet: Sheet, when: Moment, first: int, last: int) -> None:
    """The names of all seeds from `first` to `last`."""
    for seed in range(first, last + 1):
        spell(sheet, when, seed)


FAMILY = Family(
    "dnschanger",
    kind="trojan that replaces DNS servers",
    years=(2007, 2014),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=_NAMES,
            suffixes=("com",),
            period=ALWAYS,
            config={"seed": whole(87373, help="the sample's or the victim's; none is known to be constant")},
            known={"87373": {"seed": 87373}},
            pattern=_PATTERN,
        ),
        Variant(
            "counted",
            spell=spell_counted,
            count=1001 * _NAMES,
            suffixes=("com",),
            period=ALWAYS,
            config={"first": whole(0), "last": whole(1000, high=1_000_000, help="the last seed")},
            pattern=_PATTERN,
        ),
    ),
    sources=("https://johannesbader.ch/2016/01/the-dga-in-alureon-dnschanger/",),
    aliases=("alureon",),
    confidence="all 1228 names labelled by DGArchive, of the seeds 563 to 808; the seed of a bot is not known",
)
