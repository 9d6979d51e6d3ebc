"""Forwarding domains in front of an exploit kit (2015): the CRC-32 of the date and half of the day.

Which midnight its halves began by is not known. Source: derived from the names that DGArchive labels.
"""

from tidegate.dga.family import Behaviour, Clock, Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.primitives.hashes import crc32
from tidegate.dga.spelling import Sheet, clear, end, put, put_decimal, put_hex, put_text, scratch


def spell(sheet: Sheet, when: Moment) -> None:
    message = scratch()
    for half in range(2):
        clear(message)
        put_decimal(message, when.year)
        put_text(message, b"/")
        put_decimal(message, when.month)
        put_text(message, b"/")
        put_decimal(message, when.day)
        put_text(message, b" ")
        put(message, b"AP"[half])
        put_text(message, b"M")
        put_hex(sheet, crc32(message))
        end(sheet, 0)


FAMILY = Family(
    "ekforward",
    kind="exploit kit",
    years=(2015, 2015),
    scheme=Scheme.HASH,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "crc32",
            spell=spell,
            count=2,
            suffixes=("eu",),
            behaviour=Behaviour(clock=Clock.LOCAL),
            pattern=r"[0-9a-f]{1,8}\.eu",
        ),
    ),
    sources=("DGArchive, names labelled ekforward, 2015-01-01 to 2015-11-21",),
    confidence="arithmetic only, derived from names; all 578 names labelled by DGArchive",
)
