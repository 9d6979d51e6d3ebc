"""Reconyc: letters from a Mersenne Twister that forgets its last word, seeded by the machine's uptime.

Source: the collection of Bader, domain_generation_algorithms (reconyc). The seed is the uptime of the machine in
milliseconds, another one in each run: names can be matched, and a seed that is suspected be confirmed, but none be
predicted. In raw traffic the letters are upper and lower case, which is the stronger sign.
"""

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.primitives.mersenne import draw, seeded
from tidegate.dga.spelling import Sheet, end, put

_LETTERS = b"iHRYg79zJXaGw1CF5K0d3vZobhAlx6StUBnjOIMpe2yVuPr4sL8DqmQTkEcWNf".lower()
_FRESH = 623


def spell(sheet: Sheet, _when: Moment, seed: int, count: int) -> None:
    state = seeded(seed)
    for _ in range(count):
        for _ in range(10):
            put(sheet, _LETTERS[(62 * draw(state, _FRESH)) >> 32])
        end(sheet, 0)


FAMILY = Family(
    "reconyc",
    kind="trojan",
    years=(2019, 2019),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=False,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=100,
            suffixes=("com",),
            period=ALWAYS,
            config={
                "seed": whole(0, help="the machine's uptime in milliseconds"),
                "count": whole(100, low=1, high=1_000_000),
            },
            pattern=r"[a-z0-9]{10}\.com",
        ),
    ),
    sources=("https://github.com/baderj/domain_generation_algorithms/tree/master/reconyc",),
    confidence="published list, of one seed",
)
