"""An unnamed downloader (2016): the permutations of five letters as sub-domains of github.io.

Source: the collection of Bader, domain_generation_algorithms (unnamed_downloader); MD5 of the sample
e66e3879700f88182bd92c7d3a00e9e4. Report the whole name to the hosting service; never block what it is under.
"""

from collections.abc import MutableSequence

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import label
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Bytes, Sheet, end, numbers, put

_HOST = "github.io"


def spell(sheet: Sheet, _when: Moment, letters: Bytes) -> None:
    """Equal letters count as different ones, so names repeat."""
    order = numbers(len(letters))
    for place in range(len(letters)):
        order[place] = place
    more = True
    while more:
        for place in order:
            put(sheet, letters[place])
        end(sheet, 0)
        more = _advance(order)


def _advance(order: MutableSequence[int]) -> bool:
    """Turn `order` into the next permutation in lexicographic order; False after the last."""
    last = len(order) - 1
    pivot = last - 1
    while pivot >= 0 and order[pivot] > order[pivot + 1]:
        pivot -= 1
    if pivot < 0:
        return False
    higher = last
    while order[higher] < order[pivot]:
        higher -= 1
    order[pivot], order[higher] = order[higher], order[pivot]
    low, high = pivot + 1, last
    while low < high:
        order[low], order[high] = order[high], order[low]
        low, high = low + 1, high - 1
    return True


FAMILY = Family(
    "unnamed-downloader",
    kind="downloader",
    years=(2016, 2016),
    scheme=Scheme.PERMUTATION,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=120,
            suffixes=(_HOST,),
            zones=(_HOST,),
            period=ALWAYS,
            config={"letters": label("ddktn", longest=9, help="the letters to be permuted")},
            known={"ddktn": {"letters": "ddktn"}},
            inputs=lambda config: {"letters": "".join(sorted(config["letters"]))},
            pattern=r"[dktn]{5}\.github\.io",
        ),
    ),
    sources=("https://github.com/baderj/domain_generation_algorithms/tree/master/unnamed_downloader",),
    confidence="published list; all 100 names labelled by DGArchive",
)
