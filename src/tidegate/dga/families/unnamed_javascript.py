"""The form of Proslikefan that was found first: the same names from another key, under three endings.

Source: Bader, "A JavaScript-based DGA" (2015). The malware shuffles the list before use; here it is in order.
"""

from tidegate.dga.families.proslikefan import spell
from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.parameters import endings, text

FAMILY = Family(
    "unnamed-javascript",
    kind="worm and downloader",
    years=(2015, None),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=30,
            suffixes=("cc", "co", "eu"),
            config={"seed": text("OK", most=64, help="the sample's key"), "tlds": endings("cc,co,eu")},
            known={"OK": {"seed": "OK", "tlds": "cc,co,eu"}},
            endings=lambda config: config["tlds"],
            pattern=r"[a-z]{6,12}\.(cc|co|eu)",
        ),
    ),
    sources=(
        "https://johannesbader.ch/2015/11/a-javascript-based-dga/",
        "https://github.com/baderj/domain_generation_algorithms/tree/master/unnamed_javascript_dga",
    ),
    confidence="published list; all 1098 names labelled by DGArchive, as Proslikefan",
)
