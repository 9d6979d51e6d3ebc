"""Shiotob, or URLZone: a chain in which each name is made from the one before; the first is stored in the sample.

Source: Bader, "The DGA of Shiotob" (2015); 360 Netlab's collection for the second version.
"""

from collections.abc import Mapping, MutableSequence
from typing import Any

from tidegate.dga.family import Family, Parameter, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import domain, hexadecimal, whole
from tidegate.dga.period import ALWAYS
from tidegate.dga.spelling import Bytes, Sheet, end, numbers, put

_SUFFIXES = ("net", "com")
_ALPHABET = b"qwertyuiopasdfghjklzxcvbnm123945678"
_BYTES = 65
_NAMES = 2001
_SEED_DOMAINS = ("wtipubctwiekhir.net", "4ypv1eehphg3a.com")


def spell(sheet: Sheet, _when: Moment, label: Bytes, ending: int, count: int, key: int) -> None:
    letters, size = numbers(_BYTES), len(label)
    for place in range(size):
        letters[place] = label[place]
    for _ in range(count):
        for place in range(size):
            put(sheet, letters[place])
        end(sheet, ending)
        size = _next(letters, size, ending, key)
        ending = 1 - ending


def _next(name: MutableSequence[int], size: int, ending: int, key: int) -> int:
    """Write the label that follows that of `size` letters over it; the size of the new one."""
    total = 46
    for place in range(size):
        total += name[place]
    _append_ending(name, size, ending)
    _mix(name, size, total ^ key)
    wanted = ((name[2] * size ^ name[0]) & 0xFF) // 16
    new_size = size if wanted < 10 else wanted
    for place in range(new_size):
        name[place] = _ALPHABET[name[place] // 8]
    return new_size


def _append_ending(name: MutableSequence[int], size: int, ending: int) -> None:
    tld = b"net" if ending == 0 else b"com"
    name[size] = 46
    for place in range(3):
        name[size + 1 + place] = tld[place]
    for place in range(size + 4, _BYTES):
        name[place] = 0


def _mix(name: MutableSequence[int], size: int, total: int) -> None:
    for step in range(_BYTES):
        for place in range(_BYTES - step):
            name[place + step] = (size * name[place] ^ name[place + step] ^ total) & 0xFF


def _seed_domain(text: str) -> str:
    label, dot, ending = domain("net").parse(text).partition(".")
    if not dot or ending not in _SUFFIXES or not 10 <= len(label) <= 60:
        raise ValueError(f"{text!r} is no label of 10 to 60 characters under net or com")
    return text


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    label, _, ending = config["seed_domain"].partition(".")
    return {
        "label": label,
        "ending": _SUFFIXES.index(ending),
        "count": config["count"],
        "key": config.get("key", 0),
    }


_CONFIG = {
    "seed_domain": Parameter(_seed_domain, _SEED_DOMAINS[0], help="the first name, stored in the sample"),
    "count": whole(_NAMES, low=1, high=100_000),
}
_PATTERN = r"[a-z1-59]{10,15}\.(net|com)"

FAMILY = Family(
    "shiotob",
    kind="banking trojan",
    years=(2009, 2019),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "v1",
            spell=spell,
            count=_NAMES,
            suffixes=_SUFFIXES,
            period=ALWAYS,
            config=_CONFIG,
            known={name.partition(".")[0]: {"seed_domain": name} for name in _SEED_DOMAINS},
            inputs=_inputs,
            pattern=_PATTERN,
        ),
        Variant(
            "v2",
            spell=spell,
            count=_NAMES,
            suffixes=_SUFFIXES,
            period=ALWAYS,
            config=_CONFIG | {"key": hexadecimal(0xC6256EC4, help="CRC-32 of the sample's RSA key")},
            inputs=_inputs,
            pattern=_PATTERN,
        ),
    ),
    sources=("https://johannesbader.ch/2015/01/the-dga-of-shiotob/", "https://github.com/360netlab/DGA"),
    aliases=("urlzone", "bebloh"),
    confidence="published list of v1 and all 2000 names labelled by DGArchive; no first name of v2 is published",
)
