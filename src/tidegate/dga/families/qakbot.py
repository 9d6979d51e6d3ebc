"""QakBot: endings, lengths and letters scaled from a Mersenne Twister that a CRC-32 over a third of a month seeds.

Source: Bader, "The DGA of Qakbot" (2016). DGArchive's names differ in 4 of 10,000 numbers; most of those fit a twister
whose last two steps of tempering look at the same word (`joint`). Which of the two the malware has is not settled. A
bot that suspects a sandbox asks for decoys.
"""

from collections.abc import Mapping
from typing import Any

from tidegate.dga.family import Family, Scheme, Variant
from tidegate.dga.moment import Moment
from tidegate.dga.parameters import choice, truth, whole
from tidegate.dga.period import parts_of_month
from tidegate.dga.primitives.hashes import crc32
from tidegate.dga.primitives.mersenne import State, draw, seeded, untempered
from tidegate.dga.spelling import Sheet, end, put, put_decimal, put_hex, scratch

_SUFFIXES = ("com", "net", "org", "info", "biz", "org")
_MONTHS = b"janfebmaraprmayjunjulaugsepoctnovdec"
_TEMPERINGS = ("standard", "joint")


def spell(sheet: Sheet, when: Moment, seed: int, decoy: int, joint: int, count: int) -> None:
    state = seeded(_crc_of_third(when, seed) + decoy)
    for _ in range(count):
        ending = _between(state, 0, 5, joint)
        for _ in range(_between(state, 8, 25, joint)):
            put(sheet, _between(state, 97, 122, joint))
        end(sheet, ending)


def _crc_of_third(when: Moment, seed: int) -> int:
    text = scratch()
    put_decimal(text, min((when.day - 1) // 10, 2))
    put(text, ord("."))
    for index in range(3 * when.month - 3, 3 * when.month):
        put(text, _MONTHS[index])
    put(text, ord("."))
    put_decimal(text, when.year, 4)
    put(text, ord("."))
    put_hex(text, seed, 8)
    return crc32(text)


def _between(state: State, low: int, high: int, joint: int) -> int:
    word = _jointly_tempered(untempered(state)) if joint else draw(state)
    return low + ((word & 0x0FFFFFFF) * (high - low + 1) >> 28)


def _jointly_tempered(word: int) -> int:
    word ^= word >> 11
    word ^= (word << 7) & 0x9D2C5680
    return word ^ (word << 15) & 0xEFC60000 ^ word >> 18


def _inputs(config: Mapping[str, Any]) -> Mapping[str, Any]:
    joint = _TEMPERINGS.index(config["tempering"])
    return {"seed": config["seed"], "decoy": config["sandbox"], "joint": joint, "count": config["count"]}


def _name(seed: int, sandbox: bool, tempering: str) -> str:
    return f"{seed}{' decoys' if sandbox else ''}{' joint' if tempering == 'joint' else ''}"


FAMILY = Family(
    "qakbot",
    kind="banking trojan and loader",
    years=(2007, 2023),
    scheme=Scheme.ARITHMETIC,
    time_dependent=True,
    deterministic=True,
    variants=(
        Variant(
            "default",
            spell=spell,
            count=5000,
            suffixes=tuple(dict.fromkeys(_SUFFIXES)),
            period=parts_of_month("third of a month", 1, 11, 21),
            config={
                "seed": whole(0),
                "sandbox": truth(False, help="the decoys for what may be a sandbox"),
                "count": whole(5000, low=1, high=100_000),
                "tempering": choice("standard", _TEMPERINGS, help="of the Mersenne Twister"),
            },
            known={
                _name(seed, sandbox, tempering): {"seed": seed, "sandbox": sandbox, "tempering": tempering}
                for sandbox in (False, True)
                for tempering in _TEMPERINGS
                for seed in (0, 1)
            },
            inputs=_inputs,
            endings=lambda _config: _SUFFIXES,
            pattern=r"[a-z]{8,25}\.(com|net|org|info|biz)",
        ),
    ),
    sources=("https://johannesbader.ch/2016/02/the-dga-of-qakbot/",),
    aliases=("qbot", "pinkslipbot"),
    confidence="published list; 3996 of 4000 names labelled by DGArchive, with both temperings",
)
