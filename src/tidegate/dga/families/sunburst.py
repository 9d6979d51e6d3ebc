"""SUNBURST: names that carry their victim's data, so that none can be predicted; `tidegate.dga.decoders.sunburst` reads
them. Block or sinkhole avsvmcloud.com as a whole.

Sources: RedDrip7, SunBurst_DGA_Decode; the list of names of Bambenek, research/sunburst (CC0).
"""

from tidegate.dga.family import Family, Scheme, Variant

FAMILY = Family(
    "sunburst",
    kind="backdoor",
    years=(2020, 2020),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=False,
    variants=(
        Variant(
            "decode",
            suffixes=("com",),
            pattern=r"[0-9a-z]{17,63}\.appsync-api\.(eu-west-1|us-west-2|us-east-1|us-east-2)\.avsvmcloud\.com",
        ),
    ),
    sources=(
        "https://github.com/RedDrip7/SunBurst_DGA_Decode",
        "https://github.com/bambenek/research/tree/main/sunburst",
    ),
    aliases=("solorigate",),
    confidence="published list; of its 1722 names all can be decoded",
)
